'use client'

import { useEffect, useRef } from 'react'

/** Scrolls what it stands in into view, sideways only: the current place of a row that is wider than a phone. */
export function RevealParent() {
  const ref = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    const item = ref.current?.parentElement
    const row = item?.closest('ul')
    if (item && row) row.scrollLeft = item.offsetLeft - (row.clientWidth - item.clientWidth) / 2
  }, [])
  return <span ref={ref} hidden />
}
