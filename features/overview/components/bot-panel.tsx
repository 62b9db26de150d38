import { useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { Figure, Figures } from '@/components/ui/figure'
import type { OverviewView } from '../schema'
import { Amount, Duration, Unknown } from './figures'

/** The bot itself and what it stands on. */
export function BotPanel({ view: { bot, guild, infrastructure } }: { view: OverviewView }) {
  const t = useTranslations('overview.bot')
  const status = <Badge tone={bot.online ? 'good' : 'bad'}>{bot.online ? t('online') : t('offline')}</Badge>
  return (
    <Card title={t('title')} aside={status}>
      <Figures>
        <Figure label={t('latency')}>
          <Amount value={bot.latencyMs} unit="ms" />
        </Figure>
        <Figure label={t('uptime')}>
          <Duration seconds={bot.uptimeSeconds} />
        </Figure>
        <Figure label={t('members')}>
          <Amount value={guild?.memberCount ?? null} />
        </Figure>
        <Figure label={t('commands')}>
          {/* The backend stops counting at 50. */}
          {bot.commandsLoaded === 50 ? t('fiftyOrMore') : <Amount value={bot.commandsLoaded} />}
        </Figure>
        <Figure label={t('version')}>
          {bot.version ? <span title={bot.codename ?? ''}>{bot.version}</span> : <Unknown />}
        </Figure>
        <Figure label={t('database')}>
          {infrastructure ? infrastructure.databaseUp ? t('databaseUp') : t('databaseDown') : <Unknown />}
        </Figure>
      </Figures>
    </Card>
  )
}
