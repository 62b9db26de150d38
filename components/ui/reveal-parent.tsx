'use client'

import { useEffect, useRef } from 'react'

/** Scrolls what it stands in into view, sideways only: the current place of a row that is wider than a phone. */
export function RevealParent() {
  const ref = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    const item = ref.current?.parentElement
    const row = item?.closest('ul')
    if (!item || !row) return
    // Marks that come to those before it push it out again.
    const watch = new ResizeObserver(() => {
      row.scrollLeft = item.offsetLeft - (row.clientWidth - item.clientWidth) / 2
    })
    for (const one of row.children) watch.observe(one)
    return () => watch.disconnect()
  }, [])
  return <span ref={ref} hidden />
}
