'use client'

import { useEffect, useRef } from 'react'

/**
 * Scrolls what it stands in into view, sideways only: the current place of a row that is wider than a phone. What gets the
 * focus there later is seen whole: a browser is content with an edge of it.
 */
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
    row.addEventListener('focusin', showWhole)
    return () => {
      watch.disconnect()
      row.removeEventListener('focusin', showWhole)
    }
  }, [])
  return <span ref={ref} hidden />
}

function showWhole({ target }: FocusEvent) {
  // Not under a finger or a pointer: a press must end where it began.
  if (target instanceof Element && target.matches(':focus-visible'))
    target.scrollIntoView({ block: 'nearest', inline: 'nearest' })
}
