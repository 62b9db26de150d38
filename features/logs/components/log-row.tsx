import { ChevronRight } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import { CopyableId } from '@/components/ui/copyable-id'
import { isSnowflake } from '@/lib/format/snowflake'
import type { LogLine } from '../schema'
import { LogKindMark } from './log-kind'

/** One event: a dense row that opens to everything the bot noted with it. */
export function LogRow({ line, now }: { line: LogLine; now: number }) {
  const t = useTranslations('logs')
  const names = useTranslations('logs.details')
  const format = useFormatter()
  const { at, kind, type, message, everywhere, details } = line
  return (
    <details className="group">
      <summary className="-outline-offset-2 grid list-none grid-cols-[minmax(0,1fr)_auto_auto] items-center gap-x-3 gap-y-0.5 px-4 py-2.5 hover:bg-hover lg:grid-cols-[5.5rem_12rem_minmax(0,1fr)_auto] lg:gap-x-4 md:py-2 [&::-webkit-details-marker]:hidden">
        <span className="order-2 text-right max-[18rem]:text-left text-ink-faint text-sm tabular-nums lg:order-none lg:text-left">
          {at === null ? (
            <span title={t('noTime')}>–</span>
          ) : (
            <time dateTime={new Date(at).toISOString()} title={format.relativeTime(at, now)}>
              {format.dateTime(at, { timeStyle: 'medium' })}
            </time>
          )}
        </span>
        <LogKindMark kind={kind} />
        <span className="order-3 col-span-2 min-w-0 break-words lg:order-none lg:col-span-1">
          {message || <span className="text-ink-faint">{t('noMessage')}</span>}
          {everywhere ? (
            <span className="ml-2 inline-block align-baseline">
              <Badge tone="neutral">{t('everywhere')}</Badge>
            </span>
          ) : null}
        </span>
        <ChevronRight
          aria-hidden
          size={15}
          className="order-2 row-span-2 self-center text-ink-faint transition-transform group-open:rotate-90 lg:order-none lg:row-span-1"
        />
      </summary>
      <dl className="grid grid-cols-[minmax(5.5rem,auto)_minmax(0,1fr)] items-baseline gap-x-5 gap-y-1 px-4 pt-1 pb-3.5 text-sm max-[18rem]:block lg:pl-[7.5rem]">
        <Detail label={t('when')}>
          {at === null
            ? t('noTime')
            : `${format.dateTime(at, { dateStyle: 'medium', timeStyle: 'medium' })} · ${format.relativeTime(at, now)}`}
        </Detail>
        <Detail label={t('typeName')}>
          <span className="font-mono text-xs">{type}</span>
        </Detail>
        {details.map(({ name, value }) => (
          <Detail key={name} label={names.has(name as DetailKey) ? names(name as DetailKey) : name}>
            {typeof value === 'number' ? format.number(value, { maximumFractionDigits: 2 }) : null}
            {typeof value === 'string' ? isSnowflake(value) ? <CopyableId id={value} /> : value : null}
          </Detail>
        ))}
      </dl>
    </details>
  )
}

type DetailKey = Parameters<ReturnType<typeof useTranslations<'logs.details'>>>[0]

function Detail({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <>
      <dt className="text-ink-faint">{label}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  )
}
