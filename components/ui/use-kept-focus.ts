'use client'

import { type FocusEvent, useLayoutEffect, useRef } from 'react'

/**
 * Attributes of a box whose parts may go while they have the focus, as the row of something removed does: the box then takes
 * the focus, so that one goes on from there and not from the top of the page. So it does after a dialog whose opener went.
 */
export function useKeptFocus() {
  const box = useRef<HTMLDivElement>(null)
  const held = useRef<Element>(null)
  // In the moment the part goes: a key in between would go on from somewhere else.
  useLayoutEffect(() => {
    const { activeElement, body } = document
    // React does not hear of the focus that a dialog gives back while it is drawing.
    if (box.current?.contains(activeElement)) held.current = activeElement
    if (!held.current || held.current.isConnected) return
    held.current = null
    if (activeElement === body) box.current?.focus()
  })
  const onFocus = ({ target }: FocusEvent) => {
    held.current = target
  }
  return { ref: box, tabIndex: -1, onFocus, 'data-keeps-focus': true }
}
