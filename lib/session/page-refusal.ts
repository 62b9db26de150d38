/** The line a refused page leaves in the log; actions and handlers have theirs where they are made. */
import 'server-only'
import { headers } from 'next/headers'
import { cache } from 'react'
import { log } from '@/lib/log/log'
import type { Problem } from '@/lib/problems/problem'

const pageLine = cache(() => ({ isWritten: false }))

/** Tells the log why a page is not shown: once for each page, whichever of its parts met the refusal first. */
export async function notePageRefusal({ code, reason, requestId: callId }: Problem): Promise<void> {
  const line = pageLine()
  if (line.isWritten) return
  line.isWritten = true
  const requestId = (await headers()).get('x-request-id')
  log.warn({ requestId, callId, outcome: code, reason }, 'page refused')
}
