'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { callAction } from '@/lib/actions/call-action'
import { useWhenDue } from '@/lib/actions/use-when-due'
import type { SettingValue } from '@/lib/alphapy/catalogue/definition'
import { type Problem, problem } from '@/lib/problems/problem'
import { fetchOwn, ProblemError } from '@/lib/query/fetch-own'
import { handlers } from '@/lib/routes'
import { saveSettings } from './actions'
import { outcomeOf, refusedEdits, withEdit } from './model'
import { categoryQuery } from './queries'
import type { CategoryView, Conflict, Edit, SaveOutcome } from './schema'

/** Where a save stands. */
export type SaveStatus =
  | { kind: 'idle' }
  | { kind: 'saving' }
  /** The backend's window is full; the save goes out by itself at `at`. */
  | { kind: 'waiting'; at: number }
  | { kind: 'saved'; at: number; cameAlong: string[] }
  | { kind: 'accepted'; at: number }
  | { kind: 'not-applied' }
  | { kind: 'in-part'; missing: string[] }
  | { kind: 'conflict'; conflicts: Conflict[] }
  | { kind: 'problem'; problem: Problem }

/** One category being edited: what is stored, what the person changed, and where its save stands. */
export function useCategoryForm(initial: CategoryView) {
  const { guildId, category } = initial
  const queryClient = useQueryClient()
  const query = categoryQuery(guildId, category)
  const { data: view } = useQuery({ ...query, initialData: initial, initialDataUpdatedAt: initial.readAt })
  const [edits, setEdits] = useState<Record<string, Edit>>({})
  const [status, setStatus] = useState<SaveStatus>({ kind: 'idle' })
  const pending = Object.values(edits)
  const refused = refusedEdits(category, pending)
  const isBusy = status.kind === 'saving' || status.kind === 'waiting'

  function edit(key: string, value: SettingValue | null) {
    setEdits((before) => withEdit(before, key, view.stored[key] ?? null, value))
    if (!isBusy) setStatus({ kind: 'idle' })
  }

  function settle(outcome: SaveOutcome, sent: readonly Edit[]) {
    if ('view' in outcome) queryClient.setQueryData(query.queryKey, outcome.view)
    switch (outcome.kind) {
      case 'saved': {
        setEdits({})
        const cameAlong = [...new Set(outcome.others.map(({ key }) => key))]
        return setStatus({ kind: 'saved', at: Date.now(), cameAlong })
      }
      case 'accepted':
        return setStatus({ kind: 'accepted', at: Date.now() })
      case 'in-part': {
        const missing = outcome.missing.map(({ key }) => key)
        setEdits(Object.fromEntries(sent.filter(({ key }) => missing.includes(key)).map((one) => [one.key, one])))
        return setStatus({ kind: 'in-part', missing })
      }
      case 'not-applied':
        return setStatus({ kind: 'not-applied' })
      case 'conflict':
        return setStatus({ kind: 'conflict', conflicts: outcome.conflicts })
    }
  }

  /** The answer was lost on the way: what is stored now decides what is said. */
  async function readBack(sent: readonly Edit[]) {
    try {
      const now = await fetchOwn<CategoryView>(`${handlers.guildSettings(guildId, category)}&now=1`)
      settle(outcomeOf(now, sent, view.stored), sent)
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      setStatus({ kind: 'problem', problem: problem('unknown-outcome') })
    }
  }

  async function send(wanted: readonly Edit[]) {
    setStatus({ kind: 'saving' })
    const result = await callAction(saveSettings, { guildId, category, edits: [...wanted], seen: view.stored })
    if (result.ok) return settle(result.data, wanted)
    const { code, retryAfterMs, requestId } = result.problem
    if (code === 'busy' && retryAfterMs) return setStatus({ kind: 'waiting', at: Date.now() + retryAfterMs })
    if (code === 'unknown-outcome' && !requestId) return readBack(wanted)
    setStatus({ kind: 'problem', problem: result.problem })
  }

  /** Takes a side in each conflict and saves again: mine on top of theirs, or theirs as it is. */
  function resolve(choices: Record<string, 'mine' | 'theirs'>, conflicts: readonly Conflict[]) {
    const next = { ...edits }
    for (const { key, theirs, mine } of conflicts) {
      if (choices[key] === 'mine') next[key] = { key, base: theirs, mine }
      else delete next[key]
    }
    setEdits(next)
    const wanted = Object.values(next)
    if (wanted.length === 0) setStatus({ kind: 'idle' })
    else void send(wanted)
  }

  const waitingUntil = status.kind === 'waiting' ? status.at : undefined
  useWhenDue(waitingUntil, () => void send(pending))
  useLeaveGuard(pending.length > 0)

  return {
    view,
    edits,
    refused,
    status,
    isBusy,
    edit,
    save: () => void send(pending),
    cancelWait: () => setStatus({ kind: 'idle' }),
    discard: () => {
      setEdits({})
      setStatus({ kind: 'idle' })
    },
    resolve,
  }
}

/** What a category form offers. */
export type CategoryForm = ReturnType<typeof useCategoryForm>

function useLeaveGuard(active: boolean) {
  useEffect(() => {
    if (!active) return
    const guard = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', guard)
    return () => window.removeEventListener('beforeunload', guard)
  }, [active])
}
