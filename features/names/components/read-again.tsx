'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

/** Has the page read again, once, where it stands: what one has opened or begun on it stays. */
export function ReadAgain() {
  const router = useRouter()
  useEffect(() => router.refresh(), [router])
  return null
}
