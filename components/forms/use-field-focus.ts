'use client'

import { type RefObject, useEffect, useRef } from 'react'
import type { Problem, ProblemReason } from '@/lib/problems/problem'

/** Refusals of what the first field of a form holds; the others are about the last, which is where proofs are typed. */
const aboutFirst: ReadonlySet<ProblemReason> = new Set(['address-refused', 'wrong-present-password'])

/**
 * For the form of one step: the focus goes to the field to be filled in when the step is reached by another (`onArrival`),
 * and to the field to be mended, with what it holds selected, when something typed was refused.
 */
export function useFieldFocus(
  problem: Problem | undefined,
  { onArrival = false }: { onArrival?: boolean | undefined } = {},
): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    // Whoever was quicker than the script has begun to type already.
    if (onArrival && !(document.activeElement instanceof HTMLInputElement)) fieldOf(form.current, -1)?.focus()
  }, [onArrival])
  useEffect(() => {
    const reason = problem?.reason
    if (!reason || !/^wrong-|-password$|^(address|phone)-refused$/.test(reason)) return
    const field = fieldOf(form.current, aboutFirst.has(reason) ? 0 : -1)
    field?.focus()
    field?.select()
  }, [problem])
  return form
}

function fieldOf(form: HTMLFormElement | null, place: 0 | -1): HTMLInputElement | undefined {
  const fields = form?.querySelectorAll<HTMLInputElement>('input:not([type="hidden"], [type="checkbox"], [hidden])')
  return [...(fields ?? [])].at(place)
}
