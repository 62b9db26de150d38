'use client'
// It draws when something has changed: code that remembers what it drew would only be longer.
'use no memo'

import { useFormatter, useTranslations } from 'next-intl'
import { ProblemStatus, StatusLine } from '@/components/states/status-line'
import { WaitingWords } from '@/components/states/waiting-words'
import type { ChangeStatus } from '../hooks'
import { isRemoval } from '../model'

/** What became of a change, in words. `needsMend`: it holds options, which some bots cannot store. */
export function ChangeStatusLine<Content>({
  status,
  needsMend = false,
}: {
  status: ChangeStatus<Content>
  needsMend?: boolean
}) {
  const t = useTranslations('onboarding.status')
  const saving = useTranslations('saving')
  const format = useFormatter()
  const time = (at: number) => format.dateTime(new Date(at), { timeStyle: 'short' })
  switch (status.kind) {
    case 'idle':
    case 'conflict':
      return null
    case 'saving':
      return <StatusLine mark="saving">{saving('checking')}</StatusLine>
    case 'waiting':
      return (
        <StatusLine mark="waiting">
          <WaitingWords at={status.at} behind={status.behind ? 'list' : undefined} />
        </StatusLine>
      )
    case 'saved':
      return (
        <StatusLine mark="good">
          {status.written
            ? t(`done.${status.change.kind}`, { time: time(status.at) })
            : t(isRemoval(status.change) ? 'goneBefore' : 'storedBefore')}
        </StatusLine>
      )
    case 'accepted':
      return <StatusLine mark="unknown">{saving('accepted', { time: time(status.at) })}</StatusLine>
    case 'not-applied':
      return (
        <StatusLine mark="bad">
          {t(`notApplied.${status.why}`)}
          {needsMend && status.why === 'failed' ? <p className="mt-1">{t('optionsRefused')}</p> : null}
        </StatusLine>
      )
    case 'in-part':
      return <StatusLine mark="warn">{t('inPart')}</StatusLine>
    case 'problem':
      return <ProblemStatus problem={status.problem} />
  }
}
