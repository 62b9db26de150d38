'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { knowDrafts } from '@/components/forms/use-heard'
import { callAction } from '@/lib/actions/call-action'
import { useWhenDue } from '@/lib/actions/use-when-due'
import type { SettingValue } from '@/lib/alphapy/catalogue/definition'
import { openDraft } from '@/lib/drafts/draft-store'
import { getShelves } from '@/lib/drafts/shelf'
import { tellWaiting } from '@/lib/drafts/waiting-saves'
import { onDeviceClock, serverNow } from '@/lib/format/server-clock'
import { endsAccess, type Problem, problem } from '@/lib/problems/problem'
import { ProblemError } from '@/lib/query/fetch-own'
import { onPersonSeen } from '@/lib/session/presence'
import { lookAfterSave, saveSettings } from './actions'
import { editsOf, readingOf } from './components/use-edits'
import { draftValue, refusedEdits } from './model'
import { categoryQuery } from './queries'
import type { CategoryView, Conflict, Edit, OthersChange, SaveOutcome } from './schema'

type Came<Kind extends SaveOutcome['kind']> = Extract<SaveOutcome, { kind: Kind }>

/** Where a save stands. */
export type SaveStatus =
  | { kind: 'idle' }
  /** Nothing was sent: these were stored already as the person wants them. */
  | { kind: 'held-already'; keys: string[] }
  | { kind: 'saving' }
  /** The backend's window is full, or another save has its turn (`behind`); the save goes out by itself at `at`. */
  | { kind: 'waiting'; at: number; behind: boolean; clearing: boolean }
  | { kind: 'saved'; at: number; outcome: Came<'saved'> }
  | { kind: 'accepted'; at: number }
  | { kind: 'not-applied'; outcome: Came<'not-applied'> }
  | { kind: 'in-part'; outcome: Came<'in-part'> }
  /** `again`: it changed once more after the person had chosen. `others`: what else changed, and is kept. */
  | { kind: 'conflict'; conflicts: Conflict[]; seenAt: number; again: boolean; others: OthersChange[] }
  | { kind: 'problem'; problem: Problem }

/** Whose session this is now, when it is not that of the person whose page it is. */
export type Absence = 'nobody' | 'somebody-else'

/** One side of a conflict. */
export type Side = 'mine' | 'theirs'

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
  const [draft] = useState(() => {
    const opened = openDraft({
      shelf: getShelves().open([personId, guildId, 'settings', category]),
      reading: readingOf(initial),
      readValue: (key, raw) => draftValue(category, key, raw),
      onStale: () => void queryClient.invalidateQueries({ queryKey: query.queryKey }),
    })
    return knowDrafts(`${personId}/${guildId}/${category}`, opened)
  })
  /**
   * Of these edits, until a save tells what came of them: what the person had before their eyes at the first try, and
   * whether they have taken a side in a conflict since the last answer.
   */
  const tries = useRef<{ seen?: CategoryView['stored']; hasChosen?: boolean }>({})
  const isBusy = status.kind === 'saving' || status.kind === 'waiting'
  const refetchProblem = error instanceof ProblemError && errorUpdatedAt > backAt ? error.problem : undefined

  useEffect(() => {
    const keys = draft.takeReading(readingOf(view))
    setStatus((now) => {
      const isOver = now.kind === 'waiting' && !now.clearing && Object.keys(draft.entries()).length === 0
      if (keys.length > 0 && (now.kind === 'idle' || isOver || isUnheard(now))) return { kind: 'held-already', keys }
      // What could not be read back has been read by now: what is still wanted is a change like any other.
      return now.kind === 'accepted' && view.readAt > now.at ? { kind: 'idle' } : now
    })
  }, [draft, view])
  useEffect(
    () => tellWaiting([guildId, 'settings', category], status.kind === 'waiting'),
    [guildId, category, status.kind],
  )
  useEffect(() => onPersonSeen((seen) => (seen === personId ? undefined : setAbsence('somebody-else'))), [personId])

  // The same function throughout, so that a control is not drawn anew for what happens elsewhere.
  const edit = useCallback(
    (key: string, value: SettingValue | null) => {
      if (Object.keys(draft.entries()).length === 0) tries.current = {}
      draft.edit(key, value)
      setStatus((now) =>
        now.kind === 'saving' || now.kind === 'waiting' || now.kind === 'idle' ? now : { kind: 'idle' },
      )
    },
    [draft],
  )

  function settle(outcome: SaveOutcome, sent: readonly Edit[]) {
    if ('view' in outcome) {
      // A reading under way was begun before this and would bring back what was.
      void queryClient.cancelQueries({ queryKey: query.queryKey })
      queryClient.setQueryData(query.queryKey, outcome.view)
      draft.takeReading(readingOf(outcome.view))
    }
    if (isKnown(outcome)) draft.noteSent(sent, false)
    const { hasChosen: again = false } = tries.current
    tries.current.hasChosen = false
    if (outcome.kind === 'conflict') {
      const { conflicts, readAt, others } = outcome
      return setStatus({ kind: 'conflict', conflicts, seenAt: readAt, again, others })
    }
    if (outcome.kind === 'accepted') {
      void queryClient.invalidateQueries({ queryKey: query.queryKey })
      return setStatus({ kind: 'accepted', at: serverNow() })
    }
    tries.current = {}
    if (outcome.kind === 'saved') return setStatus({ kind: 'saved', at: serverNow(), outcome })
    return setStatus(outcome.kind === 'in-part' ? { kind: 'in-part', outcome } : { kind: 'not-applied', outcome })
  }

  /** The answer was lost on the way: what is stored now decides what is said. */
  async function readBack(sent: readonly Edit[], seen: CategoryView['stored']) {
    const result = await callAction(lookAfterSave, { guildId, category, edits: [...sent], seen, personId })
    if (result.ok) return settle(result.data, sent)
    setStatus({ kind: 'problem', problem: problem('unknown-outcome') })
  }

  /** Sends the draft as it is at this moment. `clearing`: also for nothing but to clear what the bot cannot read. */
  async function send({ clearing = false } = {}) {
    const edits = editsOf(draft.entries())
    const isEmpty = edits.length === 0 && !clearing
    if (isEmpty || Object.keys(refusedEdits(category, edits)).length > 0) return setStatus({ kind: 'idle' })
    const { seen = view.stored } = tries.current
    tries.current.seen = seen
    setStatus({ kind: 'saving' })
    draft.noteSent(edits, true)
    const result = await callAction(saveSettings, { guildId, category, edits, seen, personId })
    if (result.ok) return settle(result.data, edits)
    const { code, reason, retryAfterMs, requestId } = result.problem
    if (code !== 'unknown-outcome') draft.noteSent(edits, false)
    if (code === 'busy' && retryAfterMs) {
      const at = serverNow() + retryAfterMs
      return setStatus({ kind: 'waiting', at, behind: reason === 'another-save', clearing })
    }
    if (code === 'unknown-outcome' && !requestId) return readBack(edits, seen)
    if (code === 'signed-out') setAbsence(reason === 'somebody-else' ? 'somebody-else' : 'nobody')
    setStatus(code === 'signed-out' ? { kind: 'idle' } : { kind: 'problem', problem: result.problem })
  }

  /** Takes a side in each conflict and saves again: mine on top of theirs as they were shown, or theirs as it is. */
  function resolve(choices: Readonly<Record<string, Side>>, conflicts: readonly Conflict[], readAt: number) {
    let clearing = false
    for (const { key, theirs, theirsText } of conflicts) {
      if (choices[key] === 'mine') draft.insist(key, { value: theirs, readAt })
      else {
        draft.discard([key])
        clearing ||= theirsText !== undefined
      }
    }
    tries.current.hasChosen = true
    void send({ clearing })
  }

  const waiting = status.kind === 'waiting' ? status : undefined
  useWhenDue(waiting?.at, () => void send({ clearing: waiting?.clearing }))

  return {
    view,
    draft,
    status,
    isBusy,
    edit,
    save: () => {
      if (!isBusy) void send()
    },
    /** Puts back to their defaults what the bot cannot read, and saves the draft with it. */
    clear: () => {
      if (isBusy) return
      if (Object.keys(draft.entries()).length === 0) tries.current = {}
      void send({ clearing: true })
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

/** Whether a later reading may show more of a save than was heard of it. */
function isUnheard(status: SaveStatus): boolean {
  if (status.kind === 'problem') return status.problem.code === 'unknown-outcome'
  return status.kind === 'accepted' || (status.kind === 'not-applied' && status.outcome.why === 'no-answer')
}

/** Whether nothing of a save can be stored any more but what was read after it. */
function isKnown(outcome: SaveOutcome): boolean {
  if (outcome.kind === 'not-applied') return outcome.why === 'failed' || outcome.why === 'replaced'
  return outcome.kind === 'saved' || outcome.kind === 'conflict'
}
