import { useFormatter, useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { Figure, Figures } from '@/components/ui/figure'
import type { OverviewView } from '../schema'
import { Amount } from './figures'

/** What members use: commands, assistants, and how far the settings are from the defaults. */
export function WorkPanel({ view: { commands, agents, overrides } }: { view: OverviewView }) {
  const t = useTranslations('overview.work')
  const format = useFormatter()
  return (
    <Card title={t('title')} className="lg:col-span-2">
      <Figures>
        {commands ? (
          <Figure label={t('commands24h')}>
            <Amount value={commands.total24h} />
          </Figure>
        ) : null}
        <Figure label={t('overrides')}>
          <Amount value={overrides} />
        </Figure>
        {agents ? (
          <Figure label={t('agents')}>{agents.enabled ? <Amount value={agents.active} /> : t('agentsOff')}</Figure>
        ) : null}
      </Figures>
      {commands && commands.top.length > 0 ? (
        <>
          <h4 className="mt-4 mb-1.5 text-ink-faint text-sm">{t('topCommands', { days: commands.periodDays })}</h4>
          <ol className="divide-y lg:grid lg:auto-cols-fr lg:grid-flow-col lg:grid-rows-4 lg:gap-x-8 lg:[&>li:nth-child(4n)]:border-b-0">
            {commands.top.slice(0, 8).map(({ name, count }) => (
              <li key={name} className="flex items-center justify-between gap-3 py-1.5 text-sm">
                <span className="min-w-0 truncate font-mono text-xs">/{name}</span>
                <span className="tabular-nums">{format.number(count)}</span>
              </li>
            ))}
          </ol>
        </>
      ) : null}
    </Card>
  )
}
