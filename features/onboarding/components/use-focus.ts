'use client'

import { useEffect, useRef } from 'react'

/** Focuses an element that arrived in place of what had the focus. */
export function useFocusInherited<Element extends HTMLElement>() {
  const ref = useRef<Element>(null)
  useEffect(() => {
    if (document.activeElement === document.body) ref.current?.focus()
  }, [])
  return ref
}

/** Focuses an element once it has arrived: forms are loaded after their dialog has opened. */
export function useFocusOnArrival<Element extends HTMLElement>() {
  const ref = useRef<Element>(null)
  useEffect(() => ref.current?.focus(), [])
  return ref
}
