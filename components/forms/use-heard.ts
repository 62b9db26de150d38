'use client'

import { useEffectEvent, useLayoutEffect } from 'react'

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

/** Before anything heard it: what a field came to hold, and where its caret was. */
interface Typed {
  value: string | boolean
  caret?: number | null
}

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
    showAgain(field, typed)
    hear(typed.value as Value)
  })
  useLayoutEffect(() => catchUp(), [])
}

/** Taking over a field may have put back what the server sent; the caret goes on where it was. */
function showAgain(field: Field, { value, caret = null }: Typed) {
  if (typeof value === 'boolean' || field.value === value || field instanceof HTMLSelectElement) return
  field.value = value
  field.setSelectionRange(caret, caret)
}
