'use client'

import { useLayoutEffect } from 'react'
import { readVisits, rememberVisit, visitedCookie } from '../model'

/** Remembers on this device that a guild was opened, so that the picker shows it first. */
export function RememberGuild({ guildId }: { guildId: string }) {
  // In the moment it is shown: the next visit may be under way before anything that comes later.
  useLayoutEffect(() => {
    const present = document.cookie.split('; ').find((cookie) => cookie.startsWith(`${visitedCookie}=`))
    const visits = rememberVisit(readVisits(present?.slice(visitedCookie.length + 1)), guildId)
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser Mind supports.
    document.cookie = `${visitedCookie}=${visits.join('.')}; path=/; max-age=31536000; samesite=lax`
  }, [guildId])
  return null
}
