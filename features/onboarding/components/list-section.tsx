'use client'

import { ListPlus, Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react'
import { useLeaveGuard } from '@/components/forms/use-leave-guard'
import { Empty } from '@/components/states/empty'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { useLoaded } from '@/components/ui/use-loaded'
import type { Result } from '@/lib/problems/result'
import { type Settled, useChange, useHeldAlready, useItemDrafts, useOrderDraft } from '../hooks'
import { inOrder, leftOf, sameContent } from '../model'
import type { Change, Draft, Item, Listing } from '../schema'
import { type ItemDeed, ItemRow, moveButtonId } from './item-row'
import type { Kit } from './kits'
import { ListProblem } from './list-problem'
import { OrderBar } from './order-bar'
import type { Removal } from './remove-dialog'
import { useFocusKeeper, useFocusOnReturn } from './use-focus'

const newKey = 'new'
// Needed only once somebody is about to do something with an item.
const fetchDialogs = async () => ({ ...(await import('./editor-dialog')), ...(await import('./remove-dialog')) })

/** One of the two lists: its items in order, and everything that can be done with them. */
export function ListSection<Content>({
  kit,
  personId,
  guildId,
  listing,
  notice,
  isReading,
  onReadAgain,
}: {
  kit: Kit<Content>
  personId: string
  guildId: string
  listing: Result<Listing<Content>>
  notice: ReactNode
  isReading: boolean
  onReadAgain: () => void
}) {
  const t = useTranslations('onboarding')
  const headingId = useId()
  const heading = useRef<HTMLHeadingElement>(null)
  const [dialogs, wantDialogs] = useLoaded(fetchDialogs)
  const [opened, setOpened] = useState<{ key: string; draft: Draft<Content> }>()
  const [removal, setRemoval] = useState<Removal<Content>>()
  const [announced, setAnnounced] = useState('')
  const items = listing.ok ? listing.data.items : []
  const place = { personId, guildId, list: kit.list }
  const kept = useItemDrafts(place, kit.readContent)
  const { entries: drafts, keep, drop } = kept
  const itemIds = items.map(({ id }) => id)
  const order = useOrderDraft(place, itemIds)
  const shown = inOrder(items, order.ids)
  const change = useChange({ ...place, send: kit.send }, settled)
  const keepFocus = useFocusKeeper()
  const bar = useRef<HTMLDivElement>(null)
  const editing = opened?.key
  // An answer comes to what was drawn when its change was sent: what was typed since is here.
  const latest = useRef<Draft<Content>>(undefined)
  const draft = opened && (drafts[opened.key] ?? opened.draft)
  useLayoutEffect(() => {
    latest.current = draft
  }, [draft])
  const held = useHeldAlready(kept, items, editing)
  const listed = new Set(itemIds.map(String))
  const orphans = Object.entries(drafts).filter(([key]) => key !== newKey && !listed.has(key))
  useFocusOnReturn(heading, listing.ok)
  useLeaveGuard(change.status.kind === 'saving')

  function settled({ status, change: done, listed, isUnheard }: Settled<Content>) {
    if (done.kind === 'order') return status.kind === 'saved' ? endOrder() : undefined
    if (done.kind === 'add' || done.kind === 'edit') {
      if (isUnheard) remember(done, listed)
      return status.kind === 'saved' ? ended(done, status.item) : undefined
    }
    if (status.kind !== 'saved') return
    drop(String(done.base.id))
    order.adopt({ left: done.base.id })
    setRemoval(undefined)
    // The button that opened the dialog went with its item.
    keepFocus(() => heading.current)
  }

  /** The buttons of the order go with it. */
  function endOrder() {
    order.discard()
    if (bar.current?.contains(document.activeElement)) keepFocus(() => heading.current)
  }

  /** An addition or edit is stored as `item`. What was typed while it was on its way stays open, as an edit of that. */
  function ended(done: Written<Content>, item: Item<Content> | undefined) {
    const key = editing ?? newKey
    drop(key)
    if (item && done.kind === 'add') order.adopt({ added: item.id })
    const left = item && latest.current && leftOf(latest.current, done.mine, item, kit.sendable)
    if (!left) return setOpened(undefined)
    write(String(item.id), left)
  }

  /** Nobody knows whether it is stored in the end: the next try has to look for it. */
  function remember({ mine, lost = [] }: Written<Content>, listed: readonly Item<Content>[]) {
    if (editing === undefined || !latest.current) return
    const sent = { sent: mine, listed: listed.map(({ id }) => id) }
    write(editing, { ...latest.current, lost: [...lost, sent].slice(-20) })
  }

  function open(key: string, start: Draft<Content>) {
    if (change.isBusy) return
    change.reset()
    wantDialogs()
    setOpened({ key, draft: start })
  }

  function write(key: string, next: Draft<Content>) {
    latest.current = next
    // What opened it may be older than what was taken over meanwhile.
    setOpened({ key, draft: next })
    if (sameContent(kit.sendable(next.content), kit.sendable(next.base?.content ?? kit.blank))) drop(key)
    else keep(key, next)
  }

  function close() {
    if (change.status.kind === 'waiting') return change.reset()
    if (change.isBusy) return
    setOpened(undefined)
    setRemoval(undefined)
    change.reset()
  }

  function deed(what: ItemDeed, index: number) {
    const base = shown[index]
    if (!base || change.isBusy) return
    if (what === 'edit') return open(String(base.id), { base, content: base.content })
    change.reset()
    if (what === 'disable' || what === 'delete') {
      wantDialogs()
      return setRemoval({ kind: what, base })
    }
    const ids = shown.map(({ id }) => id)
    const place = order.move(ids, base.id, what === 'up' ? -1 : 1)
    setAnnounced(t('movedTo', { name: kit.nameOf(base.content), place, count: shown.length }))
    keepFocus(() => document.getElementById(moveButtonId(kit.list, base.id, what)))
  }

  const send = (wanted: Change<Content>) => change.run(wanted, items)
  const inDialog = editing !== undefined || removal !== undefined
  return (
    <section aria-labelledby={headingId} onPointerEnter={wantDialogs} onFocus={wantDialogs}>
      <div className="mb-3 flex flex-wrap items-end justify-between gap-x-6 gap-y-2 md:flex-nowrap">
        <div className="min-w-0">
          <h2 ref={heading} id={headingId} tabIndex={-1} className="font-semibold text-lg outline-none">
            {t(`lists.${kit.list}.title`)}
          </h2>
          <p className="text-pretty text-ink-soft">{t(`lists.${kit.list}.purpose`)}</p>
        </div>
        {listing.ok ? (
          <Button
            look="secondary"
            className="shrink-0"
            onClick={() => open(newKey, { base: null, content: kit.blank })}
          >
            <Plus aria-hidden size={16} />
            {t(`lists.${kit.list}.add`)}
            {drafts[newKey] && editing !== newKey ? <Badge tone="warn">{t('unsaved')}</Badge> : null}
          </Button>
        ) : null}
      </div>
      {notice ? <div className="mb-3">{notice}</div> : null}
      {listing.ok ? (
        shown.length > 0 ? (
          <ol className="divide-y rounded-md border bg-surface">
            {shown.map((item, index) => (
              <ItemRow
                key={item.id}
                kit={kit}
                item={item}
                place={index + 1}
                count={shown.length}
                hasDraft={drafts[item.id] !== undefined && editing !== String(item.id)}
                isBusy={change.isBusy}
                onDeed={(what) => deed(what, index)}
              />
            ))}
          </ol>
        ) : (
          <Empty Icon={ListPlus} title={t(`lists.${kit.list}.emptyTitle`)} body={t(`lists.${kit.list}.emptyBody`)} />
        )
      ) : (
        <ListProblem list={kit.list} problem={listing.problem} isReading={isReading} onReadAgain={onReadAgain} />
      )}
      {listing.ok
        ? orphans.map(([key, orphan]) => (
            <div key={key} className="mt-3">
              <Notice tone="warn">
                {t('orphan', { name: kit.nameOf((orphan.base ?? orphan).content) })}{' '}
                <button type="button" className="font-medium underline" onClick={() => open(key, orphan)}>
                  {t('openDraft')}
                </button>
              </Notice>
            </div>
          ))
        : null}
      <div role="status" className="not-empty:mt-3">
        {held.length > 0 && change.status.kind === 'idle' ? (
          <Notice tone="info">{t('heldAlready', { names: held.map(kit.nameOf).join(' · ') })}</Notice>
        ) : null}
      </div>
      <p aria-live="polite" className="sr-only">
        {announced}
      </p>
      <OrderBar
        ref={bar}
        isOpen={order.draft !== undefined && !inDialog}
        status={inDialog ? { kind: 'idle' } : change.status}
        onSave={() => order.draft && send({ kind: 'order', ...order.draft })}
        onMerge={() => send({ kind: 'order', base: itemIds, mine: shown.map(({ id }) => id) })}
        onDiscard={() => {
          endOrder()
          change.reset()
        }}
        onCancelWait={change.reset}
      />
      {inDialog && dialogs.kind === 'failed' ? <p role="alert">{t('notLoaded')}</p> : null}
      {editing !== undefined && draft && dialogs.kind === 'here' ? (
        <dialogs.code.EditorDialog
          kit={kit}
          draft={draft}
          change={change}
          onDraft={(next) => write(editing, next)}
          onSend={send}
          onDiscard={() => {
            drop(editing)
            setOpened(undefined)
            change.reset()
          }}
          onClose={close}
        />
      ) : null}
      {removal && dialogs.kind === 'here' ? (
        <dialogs.code.RemoveDialog kit={kit} removal={removal} change={change} onSend={send} onClose={close} />
      ) : null}
    </section>
  )
}

type Written<Content> = Extract<Change<Content>, { kind: 'add' | 'edit' }>
