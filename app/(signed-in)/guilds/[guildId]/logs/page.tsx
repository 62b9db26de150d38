import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ProblemPage } from '@/app/problem-page'
import { PageHeader } from '@/components/shell/shell'
import { LogList } from '@/features/logs/components/log-list'
import { loadLogs } from '@/features/logs/loaders'
import { guildTitle } from '../guild-title'

type Props = PageProps<'/guilds/[guildId]/logs'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [{ guildId }, t] = await Promise.all([params, getTranslations('logs')])
  return guildTitle(guildId, t('title'))
}

export default async function LogsPage({ params }: Props) {
  const { guildId } = await params
  const [t, logs] = await Promise.all([getTranslations('logs'), loadLogs(guildId)])
  if (!logs.ok) return <ProblemPage problem={logs.problem} />
  return (
    <>
      <PageHeader title={t('title')} purpose={t('purpose')} />
      <LogList initial={logs.data} />
    </>
  )
}
