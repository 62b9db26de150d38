'use client'
// It draws because a second has passed: code that remembers what it drew would only be longer.
'use no memo'

import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { serverNow } from '@/lib/format/server-clock'

/**
 * A save waits for its place, or behind another one of the same thing, until `at` (on Mind's clock, `serverNow`). The seconds
 * left are seen every second, and announced every fifteen.
 */
export function WaitingWords({ at, behind }: { at: number; behind: 'settings' | 'list' | undefined }) {
  const t = useTranslations('saving')
  const [leftS, setLeftS] = useState(() => secondsLeft(at))
  useEffect(() => {
    const timer = setInterval(() => setLeftS(secondsLeft(at)), 500)
    return () => clearInterval(timer)
  }, [at])
  const say = (seconds: number) => t(behind ? `behind.${behind}` : 'waiting', { seconds })
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
