'use client'

import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'

/** Focuses an element when `isThere` becomes true and what had the focus went with that. */
export function useFocusOnReturn(element: RefObject<HTMLElement | null>, isThere: boolean): void {
  const was = useRef(isThere)
  useEffect(() => {
    if (isThere && !was.current && document.activeElement === document.body) element.current?.focus()
    was.current = isThere
  }, [element, isThere])
}

/** Focuses an element that arrived in place of what had the focus. */
export function useFocusInherited<Element extends HTMLElement>() {
  const ref = useRef<Element>(null)
  useEffect(() => {
    if (document.activeElement === document.body) ref.current?.focus()
  }, [])
  return ref
}

/** Focuses an element the moment it arrives: forms are loaded after their dialog has opened. */
export function useFocusOnArrival<Element extends HTMLElement>() {
  const ref = useRef<Element>(null)
  // Never behind what is on the screen.
  useLayoutEffect(() => ref.current?.focus(), [])
  return ref
}

/** Focuses an element after the next drawing: rows move in the document, and what opened a dialog may be gone. */
export function useFocusKeeper() {
  const wanted = useRef<() => HTMLElement | null>(undefined)
  const [, setTurn] = useState(0)
  useLayoutEffect(() => {
    const element = wanted.current?.()
    wanted.current = undefined
    element?.focus()
  })
  return (find: () => HTMLElement | null) => {
    wanted.current = find
    setTurn((turn) => turn + 1)
  }
}
