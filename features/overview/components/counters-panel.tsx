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
              <span className="flex-1">{t(`blocks.${block}`)}</span>
              <span className="text-ink-faint text-sm">{t('count', { count: values.length })}</span>
            </summary>
            <dl className="mt-1 mb-3 grid grid-cols-[1fr_auto] gap-x-4 gap-y-1 text-sm">
              {values.map(({ name, value }) => (
                <div key={name} className="contents">
                  <dt className="truncate font-mono text-ink-soft text-xs leading-5" title={name}>
                    {name}
                  </dt>
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
