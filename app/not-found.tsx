import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { ProblemPanel } from '@/components/states/problem-panel'
import { buttonClass } from '@/components/ui/button'
import { problem } from '@/lib/problems/problem'
import { routes } from '@/lib/routes'

export default function NotFound() {
  const t = useTranslations('problems')
  return (
    <main className="px-4 py-16">
      <ProblemPanel problem={problem('not-found')}>
        <Link href={routes.guilds()} className={buttonClass()}>
          {t('allGuilds')}
        </Link>
      </ProblemPanel>
    </main>
  )
}
