'use client'

import { useEffect } from 'react'

/** Runs `act` once the moment has come; `undefined` = nothing is due. */
export function useWhenDue(at: number | undefined, act: () => void): void {
  useEffect(() => {
    if (at === undefined) return
    const timer = setTimeout(act, Math.max(0, at - Date.now()))
    return () => clearTimeout(timer)
  })
}
