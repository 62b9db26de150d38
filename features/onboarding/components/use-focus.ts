'use client'

import { useEffect, useRef } from 'react'

/** Focuses an element once it has arrived: forms are loaded after their dialog has opened. */
export function useFocusOnArrival<Element extends HTMLElement>() {
  const ref = useRef<Element>(null)
  useEffect(() => ref.current?.focus(), [])
  return ref
}
