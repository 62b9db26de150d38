'use client'

import { type ReactNode, useActionState } from 'react'
import { CsrfField } from '@/components/forms/csrf-field'
import { useFieldFocus } from '@/components/forms/use-field-focus'
import { ProblemNotice } from '@/components/states/problem-notice'
import type { SignInState } from '../schema'

/** What every form on the way in is given: the wanted address, and the token that shows it to be Mind's own. */
export interface FormParts {
  next: string
  csrf: string
}

/** One step on the way in: fields, what was refused about them, and buttons. Works without scripts as well. */
export function StepForm({
  action,
  parts,
  fields,
  buttons,
  onArrival,
}: {
  action: (before: SignInState, form: FormData) => Promise<SignInState>
  parts: FormParts
  fields: (state: SignInState) => ReactNode
  buttons: (pending: boolean, state: SignInState) => ReactNode
  /** The step follows on another: its field takes the focus. */
  onArrival?: boolean
}) {
  const [state, submit, pending] = useActionState(action, {})
  const form = useFieldFocus(pending ? undefined : state.problem, { onArrival })
  return (
    <form ref={form} action={submit} className="flex flex-col gap-4">
      {/* Enter in a field presses the form's first button, which must not be one that leaves for Discord. */}
      <button type="submit" tabIndex={-1} aria-hidden className="sr-only" />
      <input type="hidden" name="next" value={parts.next} />
      <CsrfField token={parts.csrf} />
      {fields(state)}
      <div aria-live="polite" className="empty:sr-only">
        {state.problem && !pending ? <ProblemNotice problem={state.problem} /> : null}
      </div>
      {buttons(pending, state)}
    </form>
  )
}
