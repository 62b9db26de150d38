'use client'

import { useEffect, useRef } from 'react'

const gapPx = 12

/** What each of the bars takes of the foot of the page, in pixels. Kept clear is the most of it. */
const takenPx = new Map<Element, number>()

function makeRoom() {
  document.documentElement.style.scrollPaddingBottom = takenPx.size > 0 ? `${Math.max(...takenPx.values())}px` : ''
}

/** Stands in a floating bar and keeps it off what has the focus beside it: when the bar comes or grows, and when the focus goes where it floats. */
export function KeepClear() {
  const mark = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    const bar = mark.current?.closest<HTMLElement>('[data-save-bar]')
    const floating = bar?.parentElement
    if (!bar || !floating) return
    const clear = () => {
      const below = Number.parseFloat(getComputedStyle(floating).bottom)
      takenPx.set(bar, bar.offsetHeight + below + gapPx)
      makeRoom()
      const focused = document.activeElement
      if (focused && !bar.contains(focused) && floating.parentElement?.contains(focused))
        focused.scrollIntoView({ block: 'nearest' })
    }
    const watch = new ResizeObserver(clear)
    watch.observe(bar)
    return () => {
      watch.disconnect()
      takenPx.delete(bar)
      makeRoom()
    }
  }, [])
  return <span ref={mark} hidden />
}
