'use client'

import { useEffect } from 'react'
import { serverNow } from '@/lib/format/server-clock'

/** Runs `act` once the moment has come, on Mind's clock (`serverNow`); `undefined` = nothing is due. */
export function useWhenDue(at: number | undefined, act: () => void): void {
  useEffect(() => {
    if (at === undefined) return
    const timer = setTimeout(act, Math.max(0, at - serverNow()))
    return () => clearTimeout(timer)
  })
}
