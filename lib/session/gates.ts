/**
 * Who may see a guild. The backend decides, by its own guild-admin check, before any data of the guild is shown. The
 * settings route serves as the question: its answer is needed anyway and is the verdict on this person.
 */
import 'server-only'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { getSettings, settingsFreshForMs, type WireSettings } from '@/lib/alphapy/endpoints/settings'
import { getAlphapy } from '@/lib/alphapy/server'
import type { Answered } from '@/lib/alphapy/transport/client'
import { isSnowflake, type Snowflake } from '@/lib/format/snowflake'
import { problem } from '@/lib/problems/problem'
import { failed, ok, type Result } from '@/lib/problems/result'
import { routes } from '@/lib/routes'
import type { Actor } from './actor'
import { readSession } from './read-session'
import { safeReturnTo, visitedPathHeader } from './return-to'

/** Proof that the backend let this actor into this guild. Only this module makes one. */
export interface GuildAccess {
  actor: Actor
  guildId: Snowflake
  settings: Answered<WireSettings>
  readonly [granted]: true
}

declare const granted: unique symbol

/** The person of this page. Signed out: to the sign-in page and back here. Unknown: a problem the page shows. */
export async function requireActor(): Promise<Result<Actor>> {
  const session = await readSession()
  if (session.kind === 'signed-out') {
    const here = (await headers()).get(visitedPathHeader)
    redirect(routes.login(safeReturnTo(here, routes.guilds())))
  }
  if (session.kind === 'unknown') return failed(problem('session-unknown', { requestId: session.requestId }))
  return ok(session.actor)
}

/** The person of this action or handler, as data: nothing is redirected. */
export async function actorOrProblem(): Promise<Result<Actor>> {
  const session = await readSession()
  if (session.kind === 'signed-out') return failed(problem('signed-out'))
  if (session.kind === 'unknown') return failed(problem('session-unknown', { requestId: session.requestId }))
  return ok(session.actor)
}

/**
 * Asks the backend whether this person administers this guild. A yes holds for at most a minute; a no, or no answer, is a
 * problem and nothing of the guild may be shown. `live` asks with the patience of a poll.
 */
export async function requireGuild(
  actor: Actor,
  guildId: string,
  options: { live?: boolean } = {},
): Promise<Result<GuildAccess>> {
  if (!isSnowflake(guildId)) return failed(problem('not-found'))
  const { userId, credentials } = actor
  const read = await getSettings(getAlphapy(), { guildId, actorId: userId, credentials, live: options.live ?? false })
  if (!read.ok) return read
  if (Date.now() - read.data.readAt > settingsFreshForMs) return failed(problem('unavailable'))
  return ok({ actor, guildId, settings: read.data } as GuildAccess)
}
