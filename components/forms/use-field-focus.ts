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
    if (onArrival) focusField(form.current, -1)
  }, [onArrival])
  useEffect(() => {
    const reason = problem?.reason
    if (!reason || !/^wrong-|-password$|^(address|phone)-refused$/.test(reason)) return
    focusField(form.current, aboutFirst.has(reason) ? 0 : -1)
  }, [problem])
  return form
}

function focusField(form: HTMLFormElement | null, place: 0 | -1): void {
  const fields = form?.querySelectorAll<HTMLInputElement>('input:not([type="hidden"], [type="checkbox"], [hidden])')
  const field = [...(fields ?? [])].at(place)
  field?.focus()
  field?.select()
}
