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
 * The change handler of a field that loses nothing: what was typed or switched before this script was there is handed on
 * first. The field is found by its id and named by `data-early`, within a form named likewise.
 */
export function useHeard<Value extends string | boolean>(id: string, hear: (value: Value) => void) {
  const catchUp = useEffectEvent(() => {
    const field = document.getElementById(id) as Field | null
    const typed = early()[nameOf(field)]
    if (!field || !typed) return
    delete early()[nameOf(field)]
    showAgain(field, typed)
    hear(typed.value as Value)
  })
  useLayoutEffect(() => catchUp(), [])
  return (value: Value) => {
    delete early()[nameOf(document.getElementById(id) as Field | null)]
    hear(value)
  }
}

function nameOf(field: Field | null): string {
  return `${field?.form?.dataset.early}/${field?.dataset.early}`
}

/** Taking over a field may have put back what the server sent; the caret goes on where it was. */
function showAgain(field: Field, { value, caret = null }: Typed) {
  if (typeof value === 'boolean' || field.value === value || field instanceof HTMLSelectElement) return
  field.value = value
  field.setSelectionRange(caret, caret)
}
