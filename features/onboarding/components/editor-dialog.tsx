'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/notice'
import type { ChangeState } from '../hooks'
import { sameContent } from '../model'
import type { Change, Draft, Item } from '../schema'
import { ChangeStatusLine } from './change-status'
import type { Kit } from './kits'
import { useFocusInherited } from './use-focus'

/** Adding or editing one item. Closing it keeps what was typed; only saving or discarding ends the draft. */
export function EditorDialog<Content>({
  kit,
  draft,
  change,
  onDraft,
  onSend,
  onDiscard,
  onClose,
}: {
  kit: Kit<Content>
  draft: Draft<Content>
  change: ChangeState<Content>
  onDraft: (draft: Draft<Content>) => void
  onSend: (change: Change<Content>) => void
  onDiscard: () => void
  onClose: () => void
}) {
  const t = useTranslations('onboarding')
  const [tried, setTried] = useState(false)
  const { base, content, lost } = draft
  const refusals = kit.refusals(content)
  const isRefused = Object.keys(refusals).length > 0
  const isDirty = !sameContent(kit.sendable(content), kit.sendable(base?.content ?? kit.blank))
  const { status, isBusy } = change
  // What is missing is only said once somebody tries; what is wrong, at once.
  const errorOf = (field: string) => {
    const refusal = refusals[field]
    if (!refusal || (!tried && (refusal.key === 'needed' || refusal.key === 'optionsNeeded'))) return undefined
    return t(`refusals.${refusal.key}`, { max: refusal.values?.max ?? 0 })
  }
  function save() {
    setTried(true)
    if (isBusy || isRefused || !isDirty) return
    const mine = kit.sendable(content)
    onSend(base ? { kind: 'edit', base, mine, lost } : { kind: 'add', mine, lost })
  }
  return (
    <Dialog title={t(`lists.${kit.list}.${base ? 'edit' : 'new'}`)} onClose={onClose}>
      <form
        noValidate
        className="mt-3 flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <kit.Form content={content} errorOf={errorOf} onChange={(next) => onDraft({ ...draft, content: next })} />
        {status.kind === 'conflict' ? (
          <ConflictChoice
            kit={kit}
            draft={draft}
            change={change}
            onDraft={onDraft}
            onSend={onSend}
            onDrop={onDiscard}
          />
        ) : null}
        <div role="status">
          {tried && isRefused ? <p className="text-bad-ink">{t('mendFirst')}</p> : null}
          <ChangeStatusLine status={status} needsMend={kit.needsMend(kit.sendable(content))} />
          {status.kind === 'saved' && isDirty ? <p className="mt-1">{t('typedSince')}</p> : null}
        </div>
        {/* Within reach however long the form is. */}
        <div className="sticky -bottom-5 -mx-5 -mb-5 flex flex-wrap justify-end gap-2 border-t bg-raised px-5 py-3 md:-bottom-6 md:-mx-6 md:-mb-6 md:px-6">
          {isDirty && !isBusy ? (
            <Button look="quiet" onClick={onDiscard} className="mr-auto">
              {t('discard')}
            </Button>
          ) : null}
          <Button look="secondary" onClick={onClose}>
            {status.kind === 'waiting' ? t('cancelWait') : t(isDirty ? 'keepForLater' : 'close')}
          </Button>
          {status.kind === 'conflict' ? null : (
            <Button type="submit" aria-disabled={isBusy || !isDirty}>
              {t('save')}
            </Button>
          )}
        </div>
      </form>
    </Dialog>
  )
}

/** Somebody else changed the item, or it is gone: what is stored now, and the person decides. */
function ConflictChoice<Content>({
  kit,
  draft,
  change: { status, reset },
  onDraft,
  onSend,
  onDrop,
}: {
  kit: Kit<Content>
  draft: Draft<Content>
  change: ChangeState<Content>
  onDraft: (draft: Draft<Content>) => void
  onSend: (change: Change<Content>) => void
  onDrop: () => void
}) {
  const t = useTranslations('onboarding.conflict')
  const box = useFocusInherited<HTMLDivElement>()
  if (status.kind !== 'conflict') return null
  const { conflict } = status
  if (conflict.kind !== 'changed') {
    return (
      <div ref={box} tabIndex={-1} role="alert" className="flex flex-col gap-3 outline-none">
        <Notice tone="warn">{t('gone')}</Notice>
        <div className="flex flex-wrap gap-2">
          <Button look="secondary" onClick={onDrop}>
            {t('dropMine')}
          </Button>
          <Button
            look="secondary"
            onClick={() => onSend({ kind: 'add', mine: kit.sendable(draft.content), lost: draft.lost })}
          >
            {t('addMine')}
          </Button>
        </div>
      </div>
    )
  }
  const { now, place } = conflict
  return (
    <div ref={box} tabIndex={-1} role="alert" className="flex flex-col gap-3 outline-none">
      <Notice tone="warn">{t('changed')}</Notice>
      <StoredNow kit={kit} item={now} place={place} />
      <div className="flex flex-wrap gap-2">
        <Button
          look="secondary"
          onClick={() => {
            onDraft({ base: now, content: now.content })
            reset()
          }}
        >
          {t('takeTheirs')}
        </Button>
        <Button
          look="secondary"
          onClick={() => {
            onDraft({ base: now, content: draft.content })
            onSend({ kind: 'edit', base: now, mine: kit.sendable(draft.content) })
          }}
        >
          {t('saveMine')}
        </Button>
      </div>
    </div>
  )
}

/** An item as it is stored at this moment. */
export function StoredNow<Content>({ kit, item, place }: { kit: Kit<Content>; item: Item<Content>; place: number }) {
  const t = useTranslations('onboarding.conflict')
  return (
    <div className="rounded-sm border p-3">
      <p className="mb-1 text-ink-faint text-sm">{t('storedNow', { place })}</p>
      <p className="mb-1.5 break-words font-medium">{kit.nameOf(item.content)}</p>
      <kit.Marks content={item.content} />
    </div>
  )
}
