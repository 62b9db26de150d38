import { useFormatter, useTranslations } from 'next-intl'
import { Freshness } from '@/components/states/stale'
import type { OverviewView } from '../schema'

/** The most important fact of the page, as a sentence. */
export function StatusLine({ view }: { view: OverviewView }) {
  const t = useTranslations('overview')
  const format = useFormatter()
  const { online, latencyMs } = view.bot
  const sentence = view.staleBecause
    ? t(online ? 'status.wasOnline' : 'status.wasOffline')
    : !online
      ? t('status.offline')
      : latencyMs === null
        ? t('status.online')
        : t('status.answering', { latency: format.number(Math.round(latencyMs)) })
  return (
    <div className="flex items-start gap-3.5 rounded-lg border bg-surface p-5 md:p-6">
      <span aria-hidden="true" className={`mt-2.5 size-3 shrink-0 rounded-full ${online ? 'bg-good' : 'bg-bad'}`} />
      <div className="min-w-0">
        <p className="text-balance font-semibold text-xl md:text-2xl">{sentence}</p>
        <p className="mt-1.5">
          <Freshness readAt={view.readAt} now={view.now} staleBecause={view.staleBecause} />
        </p>
      </div>
    </div>
  )
}
