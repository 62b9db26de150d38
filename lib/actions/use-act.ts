'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import type { Problem } from '@/lib/problems/problem'
import type { Result } from '@/lib/problems/result'
import { callAction } from './call-action'

/** What came of the last thing done: a problem, or words that it is done. */
export interface Outcome {
  problem?: Problem
  done?: string
}

/** One thing to do on the server. */
export interface Deed<Input, Output> {
  /** Tells several controls of one place apart. */
  key: string
  action: (input: Input) => Promise<Result<Output>>
  input: Input
  /** Words for when it is done; without any, nothing is said. */
  done?: string
  onDone?: (data: Output) => void
}

/**
 * Does one thing at a time on the server, keeps what came of it, and reads the page again afterwards, whatever came of it.
 * `doing` is the key of what is going on.
 */
export function useAct() {
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const [last, setLast] = useState<{ key: string; outcome: Outcome }>()
  function act<Input, Output>({ key, action, input, done, onDone }: Deed<Input, Output>) {
    if (pending) return
    setLast({ key, outcome: {} })
    startTransition(async () => {
      const result = await callAction(action, input)
      setLast({ key, outcome: result.ok ? (done === undefined ? {} : { done }) : { problem: result.problem } })
      if (result.ok) onDone?.(result.data)
      router.refresh()
    })
  }
  return { act, doing: pending ? last?.key : undefined, outcome: pending ? undefined : last?.outcome }
}
