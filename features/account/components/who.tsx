import { useFormatter, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Age } from '@/components/ui/age'
import { CopyableId } from '@/components/ui/copyable-id'
import type { AccountView } from '../schema'

/** Who is signed in, and how long that holds. Moments in milliseconds since the epoch. */
export function Who({
  account,
  signedInUntil,
  renewedAt,
  now,
}: {
  /** Missing when it could not be read. */
  account: AccountView | undefined
  signedInUntil: number
  renewedAt: number | undefined
  now: number
}) {
  const t = useTranslations('account.who')
  const format = useFormatter()
  return (
    <dl className="grid gap-x-6 gap-y-2.5 sm:grid-cols-[9rem_1fr]">
      {account ? (
        <>
          <Line label={t('email')}>{account.email ?? t('none')}</Line>
          <Line label={t('phone')}>{account.phone ? `+${account.phone.replace(/^\+/, '')}` : t('none')}</Line>
          <Line label={t('discord')}>
            {account.discordId ? <CopyableId id={account.discordId} /> : t('discordNone')}
          </Line>
        </>
      ) : (
        <p className="text-ink-soft sm:col-span-2">{t('unknown')}</p>
      )}
      <Line label={t('until')}>
        <time dateTime={new Date(signedInUntil).toISOString()}>
          {format.dateTime(signedInUntil, { dateStyle: 'medium', timeStyle: 'short' })}
        </time>
        <span className="block text-ink-faint text-sm">{t('untilHint')}</span>
      </Line>
      {renewedAt === undefined ? null : (
        <Line label={t('renewed')}>
          <Age at={renewedAt} now={now} />
        </Line>
      )}
    </dl>
  )
}

function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-soft max-sm:-mb-2">{label}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  )
}
