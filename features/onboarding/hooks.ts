'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { callAction } from '@/lib/actions/call-action'
import { useWhenDue } from '@/lib/actions/use-when-due'
import { openItems } from '@/lib/drafts/kept-items'
import { movedInOrder, orderAfter, readOrder } from '@/lib/drafts/order-draft'
import { getShelves } from '@/lib/drafts/shelf'
import { tellWaiting } from '@/lib/drafts/waiting-saves'
import { onDeviceClock, serverNow } from '@/lib/format/server-clock'
import { type Problem, problem } from '@/lib/problems/problem'
import { ok, type Result } from '@/lib/problems/result'
import { fetchOwn, ProblemError } from '@/lib/query/fetch-own'
import { handlers } from '@/lib/routes'
import { heldAlready, isRemoval, judgeChange, readDraft, sameContent, writtenItem } from './model'
import { onboardingQuery } from './queries'
import type { Change, ChangeOutcome, Conflict, Item, Listing, ListName, OnboardingView, WhyNot } from './schema'

/** Onboarding, starting from what the page came with. `problem`: why it could not be renewed just now. */
export function useOnboarding(initial: OnboardingView) {
  const { data, error, refetch, isFetching } = useQuery({
    ...onboardingQuery(initial.guildId),
    initialData: initial,
    initialDataUpdatedAt: () => onDeviceClock(initial.now, initial.now),
  })
  const found = error instanceof ProblemError ? error.problem : undefined
  return { view: data, problem: found, readAgain: () => void refetch(), isReading: isFetching }
}

/** Where a change stands. */
export type ChangeStatus<Content> =
  | { kind: 'idle' }
  | { kind: 'saving' }
  /** The backend's window is full, or another change has its turn (`behind`); this one goes out by itself at `at`. */
  | { kind: 'waiting'; at: number; behind: boolean }
  /** `written`: by this change, not already before it. `item`: what an addition or edit is stored as. */
  | { kind: 'saved'; at: number; change: Change<Content>; written: boolean; item: Item<Content> | undefined }
  | { kind: 'accepted'; at: number }
  | { kind: 'not-applied'; why: WhyNot }
  | { kind: 'in-part' }
  | { kind: 'conflict'; conflict: Conflict<Content> }
  | { kind: 'problem'; problem: Problem }

/** The action behind a list. */
export type SendChange<Content> = (input: {
  guildId: string
  change: Change<Content>
  personId: string
}) => Promise<Result<ChangeOutcome<Content>>>

/** A change on its way, and the items that were shown when it was made. */
interface Sent<Content> {
  change: Change<Content>
  listed: readonly Item<Content>[]
}

/** A change with what became of it. `isUnheard`: it may be stored all the same, now or later. */
export interface Settled<Content> extends Sent<Content> {
  status: ChangeStatus<Content>
  isUnheard: boolean
}

function savedAs<Content>(
  { listing, written }: Extract<ChangeOutcome<Content>, { kind: 'saved' }>,
  { change, listed }: Sent<Content>,
): ChangeStatus<Content> {
  return { kind: 'saved', at: serverNow(), change, written, item: writtenItem(listed, listing.items, change) }
}

function isUnheard<Content>(status: ChangeStatus<Content>): boolean {
  if (status.kind === 'problem') return status.problem.code === 'unknown-outcome'
  if (status.kind === 'not-applied') return status.why === 'no-answer'
  return status.kind === 'accepted' || status.kind === 'in-part'
}

/** Sends changes of one list, one at a time, and says what became of the last. */
export function useChange<Content>(
  { personId, guildId, list, send }: DraftPlace & { send: SendChange<Content> },
  onSettled: (settled: Settled<Content>) => void,
) {
  const queryClient = useQueryClient()
  const { queryKey } = onboardingQuery(guildId)
  const [status, setStatus] = useState<ChangeStatus<Content>>({ kind: 'idle' })
  const [waiting, setWaiting] = useState<Sent<Content>>()

  /** Items that somebody here tried to take out, and nobody knows whether they did. */
  const tried = useRef(new Set<number>())

  function settle(next: ChangeStatus<Content>, sent: Sent<Content>) {
    const [{ change }, unheard] = [sent, isUnheard(next)]
    if (isRemoval(change) && unheard) tried.current.add(change.base.id)
    setStatus(next)
    onSettled({ ...sent, status: next, isUnheard: unheard })
  }

  function take(outcome: ChangeOutcome<Content>, sent: Sent<Content>) {
    if ('listing' in outcome) {
      const { listing } = outcome
      // A reading under way was begun before this and would bring back what was.
      void queryClient.cancelQueries({ queryKey })
      queryClient.setQueryData<OnboardingView>(
        queryKey,
        (view) => view && { ...view, [list]: ok(listing), now: serverNow() },
      )
    }
    switch (outcome.kind) {
      case 'saved':
        return settle(savedAs(outcome, sent), sent)
      case 'accepted':
        return settle({ kind: 'accepted', at: serverNow() }, sent)
      case 'conflict':
        return settle({ kind: 'conflict', conflict: outcome.conflict }, sent)
      case 'not-applied':
        return settle({ kind: 'not-applied', why: outcome.why }, sent)
      case 'in-part':
        return settle({ kind: 'in-part' }, sent)
    }
  }

  /** The answer was lost on the way: what is stored now decides what is said. */
  async function readBack(sent: Sent<Content>) {
    try {
      const listing = await fetchOwn<Listing<Content>>(handlers.guildOnboarding(guildId, list))
      const judged = judgeChange(sent.listed, listing.items, sent.change)
      if (judged === 'applied') take({ kind: 'saved', listing, written: true }, sent)
      else if (judged === 'not-applied') take({ kind: judged, listing, why: 'no-answer' }, sent)
      else take({ kind: judged, listing }, sent)
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      settle({ kind: 'problem', problem: problem('unknown-outcome') }, sent)
    }
  }

  async function run(sent: Sent<Content>) {
    setWaiting(undefined)
    setStatus({ kind: 'saving' })
    const result = await callAction(send, { guildId, change: sent.change, personId })
    if (result.ok) return take(result.data, sent)
    const { code, reason, retryAfterMs, requestId } = result.problem
    if (code === 'busy' && retryAfterMs) {
      setWaiting(sent)
      return setStatus({ kind: 'waiting', at: serverNow() + retryAfterMs, behind: reason === 'another-save' })
    }
    if (code === 'unknown-outcome' && !requestId) return readBack(sent)
    settle({ kind: 'problem', problem: result.problem }, sent)
  }

  useEffect(() => tellWaiting([guildId, 'onboarding', list], status.kind === 'waiting'), [guildId, list, status.kind])

  useWhenDue(status.kind === 'waiting' ? status.at : undefined, () => {
    if (waiting) void run(waiting)
  })

  return {
    status,
    isBusy: status.kind === 'saving' || status.kind === 'waiting',
    /** Sends a change. `listed`: the items shown at this moment. */
    run: (change: Change<Content>, listed: readonly Item<Content>[]) =>
      void run({
        change: isRemoval(change) ? { ...change, tried: tried.current.has(change.base.id) } : change,
        listed,
      }),
    /** Forgets the status; a change that still waits is not sent. */
    reset: () => {
      setWaiting(undefined)
      setStatus({ kind: 'idle' })
    },
  }
}

/** What `useChange` offers. */
export type ChangeState<Content> = ReturnType<typeof useChange<Content>>

const noItems = {}

/** Drafts of one part of onboarding, kept on the device. `readItem` lets through what can be shown. */
function useKept<Kept>(path: readonly string[], readItem: (raw: unknown) => Kept | undefined) {
  const [items] = useState(() => openItems(getShelves().open(path), readItem))
  const entries = useSyncExternalStore(items.subscribe, items.entries, () => noItems as Readonly<Record<string, Kept>>)
  useEffect(() => items.tidy(), [items])
  return { entries, keep: items.keep, drop: items.drop }
}

/** Whose drafts, of which list. */
interface DraftPlace {
  personId: string
  guildId: string
  list: ListName
}

/** Items that were edited or begun and are not saved, by their id or `new`. */
export function useItemDrafts<Content>(
  { personId, guildId, list }: DraftPlace,
  readContent: (raw: unknown) => Content | undefined,
) {
  return useKept([personId, guildId, 'onboarding', list], (raw) => readDraft(raw, readContent))
}

/**
 * Lets go of drafts whose wish is stored already, but for the one being written. Answers with the content of those it let
 * go, until the next are.
 */
export function useHeldAlready<Content>(
  { entries, drop }: ReturnType<typeof useItemDrafts<Content>>,
  stored: readonly Item<Content>[],
  writing: string | undefined,
): readonly Content[] {
  const [held, setHeld] = useState<readonly Content[]>([])
  useEffect(() => {
    const keys = heldAlready(stored, entries).filter((key) => key !== writing)
    if (keys.length === 0) return
    setHeld(keys.flatMap((key) => entries[key]?.content ?? []))
    for (const key of keys) drop(key)
  }, [stored, entries, drop, writing])
  return held
}

/** An order being made: kept until it is saved or discarded. */
export function useOrderDraft({ personId, guildId, list }: DraftPlace, ids: readonly number[]) {
  const { entries, keep, drop } = useKept([personId, guildId, 'onboarding', `${list} order`], readOrder)
  const { order } = entries
  const isHeld = order !== undefined && sameContent(order.mine, ids)
  useEffect(() => (isHeld ? drop('order') : undefined), [isHeld, drop])
  return {
    draft: order,
    ids: order ? order.mine : ids,
    /** Moves an item among those shown; answers with its place. */
    move: (shown: readonly number[], id: number, by: -1 | 1) => {
      const next = movedInOrder(order, shown, id, by)
      if (sameContent(next.mine, next.base)) drop('order')
      else keep('order', next)
      return next.mine.indexOf(id) + 1
    },
    /** Takes a change of one's own into the order. */
    adopt: (change: { added?: number; left?: number }) => {
      if (order) keep('order', orderAfter(order, change))
    },
    discard: () => drop('order'),
  }
}
