/** Somebody without rights asks for all there is, on a server with its limiter: an administrator goes on reading. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { GUILDS } from '@/dev/seed/guilds'
import { PEOPLE } from '@/dev/seed/people'
import { getCategoryNow, saveCategory } from '@/features/settings/data'
import type { Snowflake } from '@/lib/format/snowflake'
import { Actor } from '@/lib/session/actor'
import { requireGuild, requireGuildToSave } from '@/lib/session/gates'
import { API_KEY } from './support/credentials'
import { configureMind } from './support/mind-env'
import { type ServerProcess, startServer } from './support/server-process'
import { type StandInAuth, startAuthOfPeople, tokenOf } from './support/stand-in-auth'

const guildId = GUILDS.workshop.id as Snowflake
/** The measured limits over a shorter window; everybody's pace is shortened with it. */
const windowSeconds = 3
let auth: StandInAuth
let alphapy: ServerProcess

beforeAll(async () => {
  auth = await startAuthOfPeople()
  alphapy = await startServer(['--auth-url', auth.url, '--api-key', API_KEY, '--seed', 'demo'])
  await alphapy.ask('POST', '/limits', { enabled: true, reads: 30, writes: 10, windowMs: windowSeconds * 1_000 })
  configureMind({ auth, alphapy }, { ALPHAPY_WINDOW_SECONDS: String(windowSeconds) })
}, 60_000)
afterAll(async () => {
  await alphapy?.stop()
  await auth?.stop()
})

function signedIn(who: 'ada' | 'mira'): Actor {
  const { userId } = PEOPLE[who]
  const visit = { email: undefined, sessionId: who, expiresAt: Date.now() + 3_600_000, requestId: 'r' }
  return new Actor({ userId, accessToken: tokenOf(userId), ...visit })
}

/** A whole save of a guild nobody knows, as the action of the page makes it. */
async function saves(actor: Actor, id: string): Promise<void> {
  const granted = await requireGuildToSave(actor, id)
  if (!granted.ok) return
  const edits = [{ key: 'enabled', base: null, mine: false }]
  await saveCategory(granted.data.actor, { guildId: granted.data.guildId, category: 'reminders', edits })
}

test('an account that reads and saves guilds it has no right to takes nothing from an administrator, and the server refuses no call as too many', async () => {
  const [ada, mira] = [signedIn('ada'), signedIn('mira')]
  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
  const until = performance.now() + 2 * windowSeconds * 1_000
  const tried: Promise<unknown>[] = []
  const mallory = async () => {
    for (let turn = 10_000; performance.now() < until; turn++, await pause(30)) {
      tried.push(requireGuild(mira, `11234567890123${turn}`))
      if (turn % 8 === 0) tried.push(saves(mira, `11234567890124${turn}`))
    }
  }
  const asked: Promise<boolean>[] = []
  const reader = async () => {
    for (; performance.now() < until; await pause(250)) {
      asked.push(getCategoryNow(ada, guildId, 'reminders').then(({ ok }) => ok))
    }
  }
  await Promise.all([mallory(), reader()])
  const answers = await Promise.all(asked)
  await Promise.all(tried)
  expect(answers.length).toBeGreaterThan(15)
  // One may meet the moment in which both begin.
  expect(answers.filter((ok) => !ok).length).toBeLessThanOrEqual(1)
  const { requests } = await alphapy.ask('GET', '/requests')
  expect((requests as { status: number }[]).filter(({ status }) => status === 429)).toEqual([])
}, 30_000)
