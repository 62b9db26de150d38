'use client'
// It draws when something has changed: code that remembers what it drew would only be longer.
'use no memo'

import { useFormatter, useTranslations } from 'next-intl'
import { type ReactNode, useEffect } from 'react'
import { ProblemStatus, StatusLine } from '@/components/states/status-line'
import { WaitingWords } from '@/components/states/waiting-words'
import { KeepClear } from '@/components/ui/keep-clear'
import type { Problem } from '@/lib/problems/problem'
import type { CategoryForm } from '../../hooks'
import type { CategoryView, Edit, SaveEffect } from '../../schema'
import { FirstWarning } from '../consequence-list'
import { SettingName, SettingNames } from '../setting-name'
import type { DraftState } from '../use-edits'
import { OthersChanged } from './others-changed'

/** What is not saved yet, or what became of the last save, in words. */
export function SaveStatus(props: { form: CategoryForm; draft: DraftState }) {
  return (
    <>
      <KeepClear />
      <StatusWords {...props} />
    </>
  )
}

function StatusWords({ form, draft }: { form: CategoryForm; draft: DraftState }) {
  const t = useTranslations('settings')
  const saving = useTranslations('saving')
  const format = useFormatter()
  const { status, view } = form
  const { category } = view
  const time = (at: number) => format.dateTime(new Date(at), { timeStyle: 'short' })
  switch (status.kind) {
    case 'idle':
    case 'conflict':
      return <DraftLine view={view} draft={draft} restored={form.draft.hasRestored()} />
    case 'held-already':
      return (
        <StatusLine mark="good">
          {t('heldAlready')} <SettingNames category={category} names={status.keys} />
          {draft.count > 0 ? <DraftLine view={view} draft={draft} restored={false} /> : null}
        </StatusLine>
      )
    case 'saving':
      return <StatusLine mark="saving">{saving('checking')}</StatusLine>
    case 'waiting':
      // As it is now it would not go out.
      if (Object.keys(draft.refused).length > 0) return <DraftLine view={view} draft={draft} restored={false} />
      return (
        <StatusLine mark="waiting">
          <WaitingWords at={status.at} behind={status.behind ? 'settings' : undefined} />
          {draft.count === 0 && !status.clearing ? <NothingToWaitFor onSeen={form.pause} /> : null}
        </StatusLine>
      )
    case 'saved': {
      const { written, effect, others, cleared, idle = [] } = status.outcome
      return (
        <StatusLine mark="good">
          <p>
            {written ? t('storedAt', { time: time(status.at) }) : t('storedBefore')}{' '}
            {written && effect ? <Effect effect={effect} /> : null}
          </p>
          {effect && effect.kind !== 'none' && idle.length > 0 ? (
            <p className="text-ink-soft">
              {t('effect.idle')} <SettingNames category={category} names={idle} />
            </p>
          ) : null}
          {cleared.length > 0 ? (
            <p className="text-ink-soft">
              {t('cleared')} <SettingNames category={category} names={cleared} />
            </p>
          ) : null}
          <OthersChanged category={category} changes={others} />
          <StillUnsaved count={draft.count} />
        </StatusLine>
      )
    }
    case 'accepted':
      return <StatusLine mark="unknown">{saving('accepted', { time: time(status.at) })}</StatusLine>
    case 'not-applied':
      return (
        <StatusLine mark="bad">
          {t(`notApplied.${status.outcome.why}`)} {draft.count > 0 ? t('keptHere') : null}
          <OthersChanged category={category} changes={status.outcome.others} />
        </StatusLine>
      )
    case 'in-part':
      return (
        <StatusLine mark="warn">
          {t('inPart')} <SettingNames category={category} names={status.outcome.missing.map(({ key }) => key)} />
          <OthersChanged category={category} changes={status.outcome.others} />
        </StatusLine>
      )
    case 'problem':
      return (
        <ProblemStatus
          problem={status.problem}
          kept={
            <>
              {draft.count > 0 ? t('keptHere') : null}{' '}
              <Refused category={category} problem={status.problem} edits={draft.edits} />
            </>
          }
        />
      )
  }
}

function DraftLine({ view, draft, restored }: { view: CategoryView; draft: DraftState; restored: boolean }) {
  const t = useTranslations('settings')
  const { count, refused, overtaken, isSafe } = draft
  const refusedCount = Object.keys(refused).length
  const remarks = [
    restored ? t('draft.restored') : undefined,
    overtaken.length > 0 ? t('draft.overtaken', { count: overtaken.length }) : undefined,
    isSafe ? undefined : t('draft.unsafe'),
  ].filter((remark) => remark !== undefined)
  const line: ReactNode = refusedCount > 0 ? t('mendFirst', { count: refusedCount }) : t('changes', { count })
  return (
    <StatusLine mark={refusedCount > 0 ? 'bad' : 'editing'}>
      <p>{line}</p>
      {remarks.length > 0 ? <p className="text-ink-soft">{remarks.join(' ')}</p> : null}
      {refusedCount === 0 ? <FirstWarning view={view} edits={draft.edits} /> : null}
    </StatusLine>
  )
}

/** What was to be saved was taken back while its save waited. */
function NothingToWaitFor({ onSeen }: { onSeen: () => void }) {
  useEffect(onSeen)
  return null
}

/** Whether the bot works with what was saved. */
function Effect({ effect }: { effect: SaveEffect }) {
  const t = useTranslations('settings.effect')
  switch (effect.kind) {
    case 'in-use':
    case 'none':
      return t(effect.kind)
    case 'waiting':
      return t(`waiting.${effect.because}`)
    case 'held-back':
      return (
        <>
          {t('held-back')}{' '}
          {effect.misread.map(({ category, key }, index) => (
            <span key={`${category}.${key}`} className="font-medium">
              {index > 0 ? ', ' : ''}
              <SettingName category={category} name={key} />
            </span>
          ))}
        </>
      )
  }
}

/** What the server does not take, though this page let it through: a page from before a change of the rules. */
function Refused({ category, problem, edits }: { category: string; problem: Problem; edits: readonly Edit[] }) {
  const t = useTranslations('settings')
  const names = edits.map(({ key }) => key).filter((key) => Object.hasOwn(problem.fieldErrors ?? {}, key))
  return names.length > 0 ? (
    <>
      {t('refused')} <SettingNames category={category} names={names} />
    </>
  ) : null
}

/** Something was typed on while the save was under way. */
function StillUnsaved({ count }: { count: number }) {
  const t = useTranslations('settings')
  return count > 0 ? <p>{t('changes', { count })}</p> : null
}
