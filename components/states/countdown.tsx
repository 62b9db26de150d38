'use client'

import { useEffect, useState } from 'react'

/** The seconds left until a moment, in words. Seen every second, announced every fifteen. */
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
  return Math.max(0, Math.ceil((until - Date.now()) / 1000))
}
