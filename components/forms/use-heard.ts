'use client'

import { useEffectEvent, useLayoutEffect } from 'react'

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

/** Before anything heard it: what a field came to hold, and where its caret was. */
interface Typed {
  value: string | boolean
  caret?: number | null
}

/** By form: what its drafts hold, by the name of the field. */
const draftsOf = new Map<string, () => object>()

const early = () => (globalThis as { mindTyped?: Record<string, Typed> }).mindTyped ?? {}

/**
 * Hands on what was typed, switched or chosen in a field before this script was there to hear it. The field is found by
 * its id and named by `data-early`, within a form named likewise.
 */
export function useHeard<Value extends string | boolean>(id: string, hear: (value: Value) => void) {
  const catchUp = useEffectEvent(() => {
    const field = document.getElementById(id) as Field | null
    if (!field) return
    field.dataset.heard = ''
    const name = `${field.form?.dataset.early}/${field.dataset.early}`
    const typed = early()[name]
    if (!typed) return
    delete early()[name]
    // A draft kept from before, which the page could not show yet, is worth more than keys typed over what it showed.
    const drafts = draftsOf.get(field.form?.dataset.early ?? '')?.() ?? {}
    if (Object.hasOwn(drafts, field.dataset.early ?? '')) return
    showAgain(field, typed)
    hear(typed.value as Value)
  })
  useLayoutEffect(() => catchUp(), [])
}

/**
 * Tells of a form, named `person/…`, which fields have a draft: those are not overwritten by what was typed before. What
 * somebody else has typed in this tab is let go. Gives the drafts back.
 */
export function knowDrafts<Store extends { entries: () => object }>(form: string, drafts: Store): Store {
  draftsOf.set(form, drafts.entries)
  const person = form.slice(0, form.indexOf('/') + 1)
  for (const name of Object.keys(early())) if (!name.startsWith(person)) delete early()[name]
  return drafts
}

/** Taking over a field may have put back what the server sent; the caret goes on where it was. */
function showAgain(field: Field, { value, caret = null }: Typed) {
  if (typeof value === 'boolean' || field.value === value || field instanceof HTMLSelectElement) return
  field.value = value
  field.setSelectionRange(caret, caret)
}
