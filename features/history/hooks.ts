'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { callAction } from '@/lib/actions/call-action'
import { useWhenDue } from '@/lib/actions/use-when-due'
import type { SettingValue } from '@/lib/alphapy/catalogue/definition'
import { serverNow } from '@/lib/format/server-clock'
import { type Problem, problem } from '@/lib/problems/problem'
import { fetchOwn, ProblemError } from '@/lib/query/fetch-own'
import { handlers } from '@/lib/routes'
import type { AlreadyBack, Effect, LentSave, Offer, SaveCame } from './schema'

/** Where putting a value back stands. */
export type UndoStatus =
  | { kind: 'idle' }
  | { kind: 'saving' }
  /** The backend's window is full, or another save has its turn (`behind`); it goes out by itself at `at`. */
  | { kind: 'waiting'; at: number; behind: boolean }
  | { kind: 'saved'; at: number; effect: Effect }
  /** It held the value already; nothing was written. */
  | { kind: 'already' }
  | { kind: 'accepted'; at: number }
  /** The bot failed, or gave no answer: then it may still come. */
  | { kind: 'not-applied'; why: 'failed' | 'no-answer' }
  /** It holds something else now. */
  | { kind: 'holds-other' }
  | { kind: 'conflict' }
  | { kind: 'problem'; problem: Problem }

function statusOf(came: SaveCame): UndoStatus {
  switch (came.kind) {
    case 'saved': {
      const effect = came.effect ?? { kind: 'waiting', because: 'not-heard' }
      return came.written ? { kind: 'saved', at: serverNow(), effect } : { kind: 'already' }
    }
    case 'accepted':
      return { kind: 'accepted', at: serverNow() }
    case 'not-applied': {
      const { why } = came
      return why === 'failed' || why === 'no-answer' ? { kind: 'not-applied', why } : { kind: 'holds-other' }
    }
    case 'in-part':
      return { kind: 'holds-other' }
    case 'conflict':
      return { kind: 'conflict' }
  }
}

/** A setting that can be put back, for whom, and the save that does it. */
export interface Undoing {
  guildId: string
  personId: string
  scope: string
  settingKey: string
  /** As the page was read last: it may find the value back while the question stands. */
  way: Offer | AlreadyBack
  save: LentSave
}

/** Puts back the old value of one setting, by the page's own safe save. */
export function useUndo({ guildId, personId, scope, settingKey: key, way, save }: Undoing) {
  const { to } = way
  const base = way.kind === 'offer' ? way.base : to
  const router = useRouter()
  const queryClient = useQueryClient()
  const [status, setStatus] = useState<UndoStatus>({ kind: 'idle' })

  function settle(came: SaveCame) {
    // A settings page kept in memory from before would show the value that was replaced.
    queryClient.removeQueries({ queryKey: ['guild', guildId, 'settings'] })
    // The page brings what holds now, which the question is then about.
    if (came.kind === 'conflict') router.refresh()
    setStatus(statusOf(came))
  }

  /** The answer was lost on the way: what is stored now decides what is said. */
  async function readBack() {
    try {
      const now = await fetchOwn<{ stored: Record<string, SettingValue> }>(
        `${handlers.guildSettings(guildId, scope)}&now=1`,
      )
      const value = now.stored[key] ?? null
      if (value === to) return settle({ kind: 'saved', written: true })
      settle(value === base ? { kind: 'not-applied', why: 'no-answer' } : { kind: 'in-part' })
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      setStatus({ kind: 'problem', problem: problem('unknown-outcome') })
    }
  }

  async function send() {
    setStatus({ kind: 'saving' })
    const edits = [{ key, base, mine: to }]
    const result = await callAction(save, { guildId, category: scope, personId, edits })
    if (result.ok) return settle(result.data)
    const { code, reason, retryAfterMs, requestId } = result.problem
    if (code === 'busy' && retryAfterMs)
      return setStatus({ kind: 'waiting', at: serverNow() + retryAfterMs, behind: reason === 'another-save' })
    if (code === 'unknown-outcome' && !requestId) return readBack()
    setStatus({ kind: 'problem', problem: result.problem })
  }

  // Nothing is left to send once the value is back.
  useWhenDue(status.kind === 'waiting' && way.kind === 'offer' ? status.at : undefined, () => void send())

  return {
    status,
    undo: () => void send(),
    /** Ends a wait and forgets what was said; what may have changed is then read again. */
    reset: () => {
      const settled = status.kind !== 'idle' && status.kind !== 'waiting' && status.kind !== 'conflict'
      setStatus({ kind: 'idle' })
      if (settled) router.refresh()
    },
  }
}

/** Has the list behind `path` read anew and the page come again. `problem`: why it could not be. */
export function useRenewal(path: string) {
  const router = useRouter()
  const [isRenewing, startTransition] = useTransition()
  const [problem, setProblem] = useState<Problem>()
  async function renew() {
    try {
      await fetchOwn(path)
      setProblem(undefined)
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      setProblem(error.problem)
    }
    router.refresh()
  }
  return { problem, isRenewing, renew: () => startTransition(renew) }
}
