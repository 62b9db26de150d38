'use client'

import { useEffect, useState } from 'react'
import { serverNow } from '@/lib/format/server-clock'

/** The seconds left until a moment on Mind's clock (`serverNow`), in words. Seen every second, announced every fifteen. */
export function Countdown({ until, say }: { until: number; say: (seconds: number) => string }) {
  const [leftS, setLeftS] = useState(() => secondsLeft(until))
  useEffect(() => {
    const timer = setInterval(() => setLeftS(secondsLeft(until)), 500)
    return () => clearInterval(timer)
  }, [until])
  return (
    <>
      <span aria-hidden="true">{say(leftS)}</span>
      <span className="sr-only">{say(Math.ceil(leftS / 15) * 15)}</span>
    </>
  )
}

function secondsLeft(until: number): number {
  return Math.max(0, Math.ceil((until - serverNow()) / 1000))
}
