'use client'

import { useEffect, useRef } from 'react'

const gapPx = 12

/** Stands in a floating bar and keeps it off what has the focus beside it: when the bar comes or grows, and when the focus goes where it floats. */
export function KeepClear() {
  const mark = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    const bar = mark.current?.closest<HTMLElement>('[data-save-bar]')
    const floating = bar?.parentElement
    if (!bar || !floating) return
    const page = document.documentElement
    const clear = () => {
      const below = Number.parseFloat(getComputedStyle(floating).bottom)
      page.style.scrollPaddingBottom = `${bar.offsetHeight + below + gapPx}px`
      const focused = document.activeElement
      if (focused && !bar.contains(focused) && floating.parentElement?.contains(focused))
        focused.scrollIntoView({ block: 'nearest' })
    }
    const watch = new ResizeObserver(clear)
    watch.observe(bar)
    return () => {
      watch.disconnect()
      page.style.scrollPaddingBottom = ''
    }
  }, [])
  return <span ref={mark} hidden />
}
