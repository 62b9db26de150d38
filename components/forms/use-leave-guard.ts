'use client'

import { useLayoutEffect } from 'react'

/** Asks before the tab is left while something is under way. A draft that only the tab keeps asks by itself. */
export function useLeaveGuard(active: boolean) {
  // Never behind what is on the screen.
  useLayoutEffect(() => {
    if (!active) return
    const guard = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', guard)
    return () => window.removeEventListener('beforeunload', guard)
  }, [active])
}
