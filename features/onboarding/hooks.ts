'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { callAction } from '@/lib/actions/call-action'
import { openItems } from '@/lib/drafts/kept-items'
import { getShelves } from '@/lib/drafts/shelf'
import { tellWaiting } from '@/lib/drafts/waiting-saves'
import { onDeviceClock, serverNow } from '@/lib/format/server-clock'
import { type Problem, problem } from '@/lib/problems/problem'
import { ok, type Result } from '@/lib/problems/result'
import { fetchOwn, ProblemError } from '@/lib/query/fetch-own'
import { handlers } from '@/lib/routes'
import { heldAlready, judgeChange, moved, readDraft, readOrder, sameContent } from './model'
import { onboardingQuery } from './queries'
import type { Change, ChangeOutcome, Conflict, Item, Listing, ListName, OnboardingView } from './schema'

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
  /** The backend's window is full; the change goes out by itself at `at`. */
  | { kind: 'waiting'; at: number }
  | { kind: 'saved'; at: number; change: Change<Content> }
  | { kind: 'accepted'; at: number }
  | { kind: 'not-applied' | 'in-part' }
  | { kind: 'conflict'; conflict: Conflict<Content> }
  | { kind: 'problem'; problem: Problem }

/** The action behind a list. */
export type SendChange<Content> = (input: {
  guildId: string
  change: Change<Content>
  personId: string
}) => Promise<Result<ChangeOutcome<Content>>>

/** Sends changes of one list, one at a time, and says what became of the last. */
export function useChange<Content>(
  { personId, guildId, list, send }: DraftPlace & { send: SendChange<Content> },
  onSettled: (status: ChangeStatus<Content>, change: Change<Content>) => void,
) {
  const queryClient = useQueryClient()
  const { queryKey } = onboardingQuery(guildId)
  const [status, setStatus] = useState<ChangeStatus<Content>>({ kind: 'idle' })
  const [waiting, setWaiting] = useState<{ change: Change<Content>; listed: readonly Item<Content>[] }>()

  function settle(next: ChangeStatus<Content>, change: Change<Content>) {
    setStatus(next)
    onSettled(next, change)
  }

  function take(outcome: ChangeOutcome<Content>, change: Change<Content>) {
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
        return settle({ kind: 'saved', at: Date.now(), change }, change)
      case 'accepted':
        return settle({ kind: 'accepted', at: Date.now() }, change)
      case 'conflict':
        return settle({ kind: 'conflict', conflict: outcome.conflict }, change)
      default:
        return settle({ kind: outcome.kind }, change)
    }
  }

  /** The answer was lost on the way: what is stored now decides what is said. */
  async function readBack(change: Change<Content>, listed: readonly Item<Content>[]) {
    try {
      const listing = await fetchOwn<Listing<Content>>(handlers.guildOnboarding(guildId, list))
      const judged = judgeChange(listed, listing.items, change)
      take({ kind: judged === 'applied' ? 'saved' : judged, listing }, change)
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      settle({ kind: 'problem', problem: problem('unknown-outcome') }, change)
    }
  }

  async function run(change: Change<Content>, listed: readonly Item<Content>[]) {
    setWaiting(undefined)
    setStatus({ kind: 'saving' })
    const result = await callAction(send, { guildId, change, personId })
    if (result.ok) return take(result.data, change)
    const { code, retryAfterMs, requestId } = result.problem
    if (code === 'busy' && retryAfterMs) {
      setWaiting({ change, listed })
      return setStatus({ kind: 'waiting', at: Date.now() + retryAfterMs })
    }
    if (code === 'unknown-outcome' && !requestId) return readBack(change, listed)
    settle({ kind: 'problem', problem: result.problem }, change)
  }

  useEffect(() => tellWaiting([guildId, 'onboarding', list], status.kind === 'waiting'), [guildId, list, status.kind])

  useRunWhenDue(status.kind === 'waiting' ? status.at : undefined, () => {
    if (waiting) void run(waiting.change, waiting.listed)
  })

  return {
    status,
    isBusy: status.kind === 'saving' || status.kind === 'waiting',
    /** Sends a change. `listed`: the items shown at this moment. */
    run: (change: Change<Content>, listed: readonly Item<Content>[]) => void run(change, listed),
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
  const isSafe = useSyncExternalStore(items.subscribe, items.isSafe, () => true)
  useEffect(() => items.tidy(), [items])
  return { entries, isSafe, keep: items.keep, drop: items.drop }
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
  const { entries, isSafe, keep, drop } = useKept([personId, guildId, 'onboarding', `${list} order`], readOrder)
  const { order } = entries
  const isHeld = order !== undefined && sameContent(order.mine, ids)
  useEffect(() => (isHeld ? drop('order') : undefined), [isHeld, drop])
  return {
    draft: order,
    isSafe,
    ids: order ? order.mine : ids,
    move: (id: number, by: -1 | 1) => {
      const start = order ?? { base: [...ids], mine: [...ids] }
      const mine = moved(start.mine, id, by)
      if (sameContent(mine, start.base)) drop('order')
      else keep('order', { ...start, mine })
      return mine.indexOf(id) + 1
    },
    discard: () => drop('order'),
  }
}

/** Asks before the tab is left while something is unsaved. */
export function useLeaveGuard(active: boolean) {
  useEffect(() => {
    if (!active) return
    const guard = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', guard)
    return () => window.removeEventListener('beforeunload', guard)
  }, [active])
}

function useRunWhenDue(at: number | undefined, runNow: () => void) {
  useEffect(() => {
    if (at === undefined) return
    const timer = setTimeout(runNow, Math.max(0, at - Date.now()))
    return () => clearTimeout(timer)
  })
}
