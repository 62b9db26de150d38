import { useFormatter, useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import type { OverviewView } from '../schema'

/** Counters for those who look under the hood, by the backend's own names. */
export function CountersPanel({ counters }: { counters: OverviewView['counters'] }) {
  const t = useTranslations('overview.counters')
  const format = useFormatter()
  if (counters.length === 0) return null
  return (
    <Card title={t('title')}>
      <div className="flex flex-col divide-y">
        {counters.map(({ block, values }) => (
          <details key={block}>
            <summary className="folds min-h-11 md:min-h-9">
              <span className="flex min-w-0 flex-1 flex-wrap items-baseline justify-between gap-x-3">
                <span className="min-w-0">{t(`blocks.${block}`)}</span>
                <span className="text-ink-faint text-sm">{t('count', { count: values.length })}</span>
              </span>
            </summary>
            <dl className="mt-1 mb-3 grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-1 text-sm">
              {values.map(({ name, value }) => (
                <div key={name} className="contents">
                  <dt className="wrap-anywhere font-mono text-ink-soft text-xs leading-relaxed">{name}</dt>
                  <dd className="text-right tabular-nums">{format.number(value)}</dd>
                </div>
              ))}
            </dl>
          </details>
        ))}
      </div>
    </Card>
  )
}
