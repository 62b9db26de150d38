'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { ProblemText } from '@/components/states/problem-text'
import { QuotedId } from '@/components/states/quoted-id'
import { WaitingWords } from '@/components/states/waiting-words'
import { Notice } from '@/components/ui/notice'
import type { UndoStatus } from '../hooks'
import type { Effect } from '../schema'

/** What became of putting a value back, as it is. */
export function UndoOutcome({ status }: { status: UndoStatus }) {
  const t = useTranslations('history.undo')
  const came = useTranslations('settings')
  const saving = useTranslations('saving')
  const format = useFormatter()
  const time = (at: number) => format.dateTime(at, { timeStyle: 'short' })
  switch (status.kind) {
    case 'idle':
      return null
    case 'saving':
      return <p className="text-ink-soft">{saving('checking')}</p>
    case 'waiting':
      return (
        <Notice tone="info">
          <WaitingWords at={status.at} behind={status.behind ? 'settings' : undefined} />
        </Notice>
      )
    case 'saved':
      return (
        <Notice tone={status.effect.kind === 'none' || status.effect.kind === 'held-back' ? 'info' : 'good'}>
          {t('savedAt', { time: time(status.at) })} <InEffect effect={status.effect} />
        </Notice>
      )
    case 'already':
      return <Notice tone="good">{t('alreadyHeld')}</Notice>
    case 'accepted':
      return <Notice tone="warn">{saving('accepted', { time: time(status.at) })}</Notice>
    case 'not-applied':
      return <Notice tone="bad">{came(`notApplied.${status.why}`)}</Notice>
    case 'holds-other':
      return <Notice tone="bad">{t('holdsOther')}</Notice>
    case 'conflict':
      return <Notice tone="warn">{t('conflict')}</Notice>
    case 'problem':
      return (
        <Notice tone="bad">
          <ProblemText problem={status.problem} />
          <QuotedId problem={status.problem} />
        </Notice>
      )
  }
}

/** Whether the bot works with it: in the words of the settings, but for what would be misread, which is not listed here. */
function InEffect({ effect }: { effect: Effect }) {
  const t = useTranslations()
  if (effect.kind === 'held-back') return t('history.undo.heldBack')
  return t(effect.kind === 'waiting' ? `settings.effect.waiting.${effect.because}` : `settings.effect.${effect.kind}`)
}
