'use client'

import { useTranslations } from 'next-intl'
import { Countdown } from './countdown'

/** A save waits for its place, or behind another one of the same thing. `at`: until when, in milliseconds since the epoch. */
export function WaitingWords({ at, behind }: { at: number; behind: 'settings' | 'list' | undefined }) {
  // Drawn seldom: code that remembers what it drew would only be longer.
  'use no memo'
  const t = useTranslations('saving')
  return <Countdown until={at} say={(seconds) => t(behind ? `behind.${behind}` : 'waiting', { seconds })} />
}
