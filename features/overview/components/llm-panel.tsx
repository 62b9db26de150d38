import { useFormatter, useTranslations } from 'next-intl'
import { Age } from '@/components/ui/age'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { Figure, Figures } from '@/components/ui/figure'
import type { LlmFigures } from '../schema'
import { Amount, Listed, Unknown } from './figures'

/** The language model: counted since the bot started, over all its servers. */
export function LlmPanel({ llm, now }: { llm: LlmFigures; now: number }) {
  const t = useTranslations('overview.llm')
  const format = useFormatter()
  return (
    <Card title={t('title')} aside={llm.model ?? undefined}>
      <Figures>
        <Figure label={t('successes')}>
          <Amount value={llm.successes} />
        </Figure>
        <Figure label={t('errors')}>
          <Amount value={llm.errors} />
        </Figure>
        <Figure label={t('latency')}>
          <Amount value={llm.averageLatencyMs} unit="ms" />
        </Figure>
        <Figure label={t('tokens')}>
          <Amount value={llm.tokens} />
        </Figure>
        <Figure label={t('rateLimitHits')}>
          <Amount value={llm.rateLimitHits} />
        </Figure>
        <Figure label={t('lastError')}>
          <LastError at={llm.lastErrorAt} errors={llm.errors} now={now} />
        </Figure>
      </Figures>
      {llm.recent.length > 0 ? (
        <Listed label={t('recent')}>
          {llm.recent.map(({ at, ok, latencyMs, tokens, errorType }) => (
            <li
              key={`${at}-${ok}-${latencyMs}-${tokens}`}
              className="flex flex-wrap items-center gap-x-3 gap-y-1 py-1.5 text-sm"
            >
              <Badge tone={ok ? 'good' : 'bad'}>{ok ? t('answered') : t('failed')}</Badge>
              <span className="wrap-anywhere min-w-0 flex-auto text-ink-soft tabular-nums">
                {errorType ? <span className="font-mono text-xs">{errorType} </span> : null}
                {tokens === null ? '' : t('tokenCount', { count: tokens, formatted: format.number(tokens) })}
              </span>
              <span className="text-ink-faint">{at === null ? <Unknown /> : <Age at={at} now={now} />}</span>
            </li>
          ))}
        </Listed>
      ) : null}
      <p className="mt-3 text-ink-faint text-sm">{t('scope')}</p>
    </Card>
  )
}

/** That there was none is said only where none was counted. */
function LastError({ at, errors, now }: { at: number | null; errors: number | null; now: number }) {
  const t = useTranslations('overview.llm')
  if (at !== null) return <Age at={at} now={now} />
  return errors === 0 ? t('never') : <Unknown />
}
