'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { callAction } from '@/lib/actions/call-action'
import { useWhenDue } from '@/lib/actions/use-when-due'
import type { SettingDefinition, SettingValue } from '@/lib/alphapy/catalogue/definition'
import { refusalOf } from '@/lib/alphapy/catalogue/validate'
import { type Draft, overtaken } from '@/lib/drafts/draft'
import { type DraftStore, openDraft } from '@/lib/drafts/draft-store'
import { getShelves } from '@/lib/drafts/shelf'
import { tellWaiting } from '@/lib/drafts/waiting-saves'
import { onDeviceClock } from '@/lib/format/server-clock'
import { endsAccess, type Problem, problem } from '@/lib/problems/problem'
import { fetchOwn, ProblemError } from '@/lib/query/fetch-own'
import { handlers } from '@/lib/routes'
import { onPersonSeen } from '@/lib/session/presence'
import { saveSettings } from './actions'
import { draftValue, outcomeOf, refusedEdits } from './model'
import { categoryQuery } from './queries'
import type { CategoryView, Conflict, Edit, SaveOutcome } from './schema'

type Came<Kind extends SaveOutcome['kind']> = Extract<SaveOutcome, { kind: Kind }>

/** Where a save stands. */
export type SaveStatus =
  | { kind: 'idle' }
  /** Nothing was sent: these were stored already as the person wants them. */
  | { kind: 'held-already'; keys: string[] }
  | { kind: 'saving' }
  /** The backend's window is full, or another save has its turn (`behind`); the save goes out by itself at `at`. */
  | { kind: 'waiting'; at: number; behind: boolean }
  | { kind: 'saved'; at: number; outcome: Came<'saved'> }
  | { kind: 'accepted'; at: number }
  | { kind: 'not-applied'; outcome: Came<'not-applied'> }
  | { kind: 'in-part'; outcome: Came<'in-part'> }
  /** `again`: it changed once more while the person was choosing. `seen`: what they had before their eyes before that. */
  | { kind: 'conflict'; conflicts: Conflict[]; seenAt: number; again: boolean; seen: CategoryView['stored'] }
  | { kind: 'problem'; problem: Problem }

/** Whose session this is now, when it is not that of the person whose page it is. */
export type Absence = 'nobody' | 'somebody-else'

/** One side of a conflict. */
export type Side = 'mine' | 'theirs'

/** The edits of a category, kept on the device. */
export type CategoryDraft = DraftStore<SettingValue>

/** One category being edited: what is stored, the person's draft, and where its save stands. */
export function useCategoryForm(initial: CategoryView, personId: string) {
  const { guildId, category } = initial
  const queryClient = useQueryClient()
  const query = categoryQuery(guildId, category)
  const { data, error, errorUpdatedAt } = useQuery({
    ...query,
    initialData: initial,
    initialDataUpdatedAt: () => onDeviceClock(initial.readAt, initial.now),
  })
  // What was kept in memory from an earlier visit may be older than what the page came with.
  const view = data.readAt < initial.readAt ? initial : data
  const [status, setStatus] = useState<SaveStatus>({ kind: 'idle' })
  const [absence, setAbsence] = useState<Absence>()
  const [backAt, setBackAt] = useState(0)
  const [draft] = useState(() =>
    openDraft({
      shelf: getShelves().open([personId, guildId, 'settings', category]),
      reading: readingOf(initial),
      readValue: (key, raw) => draftValue(category, key, raw),
      onStale: () => void queryClient.invalidateQueries({ queryKey: query.queryKey }),
    }),
  )
  const isBusy = status.kind === 'saving' || status.kind === 'waiting'
  const refetchProblem = error instanceof ProblemError && errorUpdatedAt > backAt ? error.problem : undefined

  useEffect(() => {
    const keys = draft.takeReading(readingOf(view))
    if (keys.length > 0) setStatus((now) => (now.kind === 'idle' ? { kind: 'held-already', keys } : now))
  }, [draft, view])
  useEffect(
    () => tellWaiting([guildId, 'settings', category], status.kind === 'waiting'),
    [guildId, category, status.kind],
  )
  useEffect(() => onPersonSeen((seen) => (seen === personId ? undefined : setAbsence('somebody-else'))), [personId])

  function edit(key: string, value: SettingValue | null) {
    draft.edit(key, value)
    setStatus((now) =>
      now.kind === 'saving' || now.kind === 'waiting' || now.kind === 'idle' ? now : { kind: 'idle' },
    )
  }

  function settle(outcome: SaveOutcome, sent: readonly Edit[], again: boolean, seen: CategoryView['stored']) {
    if ('view' in outcome) {
      queryClient.setQueryData(query.queryKey, outcome.view)
      draft.takeReading(readingOf(outcome.view), Object.fromEntries(sent.map(({ key, mine }) => [key, mine])))
    }
    switch (outcome.kind) {
      case 'saved':
        return setStatus({ kind: 'saved', at: Date.now(), outcome })
      case 'accepted':
        return setStatus({ kind: 'accepted', at: Date.now() })
      case 'in-part':
        return setStatus({ kind: 'in-part', outcome })
      case 'not-applied':
        return setStatus({ kind: 'not-applied', outcome })
      case 'conflict':
        return setStatus({ kind: 'conflict', conflicts: outcome.conflicts, seenAt: outcome.readAt, again, seen })
    }
  }

  /** The answer was lost on the way: what is stored now decides what is said. */
  async function readBack(sent: readonly Edit[], seen: CategoryView['stored']) {
    try {
      const now = await fetchOwn<CategoryView>(`${handlers.guildSettings(guildId, category)}&now=1`)
      settle(outcomeOf(now, sent, seen), sent, false, seen)
    } catch (caught) {
      if (!(caught instanceof ProblemError)) throw caught
      setStatus({ kind: 'problem', problem: problem('unknown-outcome') })
    }
  }

  /** Sends the draft as it is at this moment. */
  async function send({ again = false, seen = view.stored } = {}) {
    const edits = editsOf(draft.entries())
    if (edits.length === 0 || Object.keys(refusedEdits(category, edits)).length > 0) return setStatus({ kind: 'idle' })
    setStatus({ kind: 'saving' })
    const result = await callAction(saveSettings, { guildId, category, edits, seen, personId })
    if (result.ok) return settle(result.data, edits, again, seen)
    const { code, reason, retryAfterMs, requestId } = result.problem
    if (code === 'busy' && retryAfterMs)
      return setStatus({ kind: 'waiting', at: Date.now() + retryAfterMs, behind: reason === 'another-save' })
    if (code === 'unknown-outcome' && !requestId) return readBack(edits, seen)
    if (code === 'signed-out') setAbsence(reason === 'somebody-else' ? 'somebody-else' : 'nobody')
    setStatus(code === 'signed-out' ? { kind: 'idle' } : { kind: 'problem', problem: result.problem })
  }

  /** Takes a side in each conflict and saves again: mine on top of theirs, or theirs as it is. */
  function resolve(choices: Readonly<Record<string, Side>>, conflicts: readonly Conflict[]) {
    for (const { key } of conflicts) {
      if (choices[key] === 'mine') draft.insist(key)
      else draft.discard([key])
    }
    void send(status.kind === 'conflict' ? { again: true, seen: status.seen } : {})
  }

  useWhenDue(status.kind === 'waiting' ? status.at : undefined, () => void send())

  return {
    view,
    draft,
    status,
    isBusy,
    edit,
    save: () => {
      if (!isBusy) void send()
    },
    /** Back to editing: a save that waits is not sent, a question stays open. */
    pause: () => setStatus({ kind: 'idle' }),
    discard: (keys?: readonly string[]) => {
      draft.discard(keys)
      setStatus({ kind: 'idle' })
    },
    resolve,
    /** Somebody has to sign in before anything can be saved. */
    absence: absence ?? (refetchProblem?.code === 'signed-out' ? ('nobody' as const) : undefined),
    /** Why it could not be read anew just now. */
    readProblem: refetchProblem,
    /** Why nothing of the guild may be shown any more. */
    barred:
      refetchProblem && endsAccess(refetchProblem) && refetchProblem.code !== 'signed-out' ? refetchProblem : undefined,
    /** The person is here again. */
    comeBack: () => {
      setAbsence(undefined)
      setBackAt(Date.now())
      void queryClient.invalidateQueries({ queryKey: query.queryKey })
    },
  }
}

/** What a category form offers. */
export type CategoryForm = ReturnType<typeof useCategoryForm>

const noEdits: Draft<SettingValue> = {}

/** The edit of one setting and why it is refused. Whoever asks is told of this setting only. */
export function useSettingEdit(draft: CategoryDraft, definition: SettingDefinition) {
  const { key } = definition
  const entry = useSyncExternalStore(
    draft.subscribe,
    () => draft.entries()[key],
    () => undefined,
  )
  return {
    edit: entry && { key, base: entry.base, mine: entry.mine },
    refusal: entry && refusalOf(definition, entry.mine),
  }
}

/** All edits of a category, those that are refused, and those that somebody else overtook. */
export function useDraft(draft: CategoryDraft, view: CategoryView) {
  const entries = useSyncExternalStore(draft.subscribe, draft.entries, () => noEdits)
  const isSafe = useSyncExternalStore(draft.subscribe, draft.isSafe, () => true)
  const edits = editsOf(entries)
  return {
    edits,
    count: edits.length,
    refused: refusedEdits(view.category, edits),
    overtaken: overtaken(entries, readingOf(view)),
    isSafe,
  }
}

/** What is unsaved of a category. */
export type DraftState = ReturnType<typeof useDraft>

/** Asks before the tab is left. */
export function useLeaveGuard(active: boolean) {
  useEffect(() => {
    if (!active) return
    const guard = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', guard)
    return () => window.removeEventListener('beforeunload', guard)
  }, [active])
}

function editsOf(entries: Draft<SettingValue>): Edit[] {
  return Object.entries(entries).map(([key, { base, mine }]) => ({ key, base, mine }))
}

function readingOf({ stored, readAt }: CategoryView) {
  return { values: stored, readAt }
}
