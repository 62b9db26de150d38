/**
 * Who may see a guild. The backend decides, by its own guild-admin check, before any data of the guild is shown. The
 * settings route serves as the question: its answer is needed anyway and is the verdict on this person. Only this module
 * makes the proofs that data of a guild is asked for with.
 */
import 'server-only'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { getBot } from '@/lib/alphapy/endpoints/metrics'
import { getSettings, settingsFreshForMs, type WireSettings } from '@/lib/alphapy/endpoints/settings'
import { getAlphapy } from '@/lib/alphapy/server'
import type { Answered } from '@/lib/alphapy/transport/client'
import { getGuildLists } from '@/lib/discord/guild-lists'
import { isSnowflake, type Snowflake } from '@/lib/format/snowflake'
import { endsAccess, problem } from '@/lib/problems/problem'
import { failed, ok, type Result } from '@/lib/problems/result'
import { routes } from '@/lib/routes'
import type { Actor } from './actor'
import type { FirstFactorPerson } from './first-factor'
import { readSession } from './read-session'
import { safeReturnTo, visitedPathHeader } from './return-to'
import { getVerdicts, type Verdict, verdictStandsForMs } from './verdicts'
import { getViewers } from './viewers'

/** A verdict older than this is renewed when there is room for it. */
const renewAfterMs = 10 * 60_000

declare const granted: unique symbol

interface Granted<What extends string> {
  actor: Actor
  guildId: Snowflake
  readonly [granted]: What
}

/** The right to ask the backend about this guild with this person's own credentials, so that it decides in that call. */
export type GuildAnew = Granted<'anew' | 'live' | 'access'>

/** The right to be shown the live data of this guild that all its administrators share. */
export type LiveAccess = Granted<'live' | 'access'>

/** Proof that the backend let this actor into this guild, at most a minute ago, with what it said. */
export type GuildAccess = Granted<'access'> & { settings: Answered<WireSettings> }

/** The person of this page. Signed out: to the sign-in page and back here. Unknown: a problem the page shows. */
export async function requireActor(): Promise<Result<Actor>> {
  const session = await readSession()
  if (session.kind === 'signed-out') {
    const here = (await headers()).get(visitedPathHeader)
    redirect(routes.login(safeReturnTo(here, routes.guilds())))
  }
  if (session.kind === 'second-factor') {
    const here = (await headers()).get(visitedPathHeader)
    redirect(routes.secondFactor(safeReturnTo(here, routes.guilds())))
  }
  if (session.kind === 'unknown') return failed(problem('session-unknown', { requestId: session.requestId }))
  return ok(session.actor)
}

/** The person of this action or handler, as data: nothing is redirected. */
export async function actorOrProblem(): Promise<Result<Actor>> {
  const session = await readSession()
  if (session.kind === 'signed-out') return failed(problem('signed-out'))
  if (session.kind === 'second-factor') return failed(problem('signed-out', { reason: 'second-factor-needed' }))
  if (session.kind === 'unknown') return failed(problem('session-unknown', { requestId: session.requestId }))
  return ok(session.actor)
}

/** Somebody who has yet to show a second factor, as data. */
export async function firstFactorOrProblem(): Promise<Result<FirstFactorPerson>> {
  const session = await readSession()
  if (session.kind === 'second-factor') return ok(session.person)
  if (session.kind === 'unknown') return failed(problem('session-unknown', { requestId: session.requestId }))
  return failed(problem(session.kind === 'signed-out' ? 'signed-out' : 'conflict'))
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

/**
 * Before reading what is stored at this moment: nothing kept counts, the backend decides in the call that follows. Only
 * the id is checked here; what is granted is to ask with the person's own credentials.
 */
export function requireGuildAnew(actor: Actor, guildId: string): Result<GuildAnew> {
  return isSnowflake(guildId) ? ok({ actor, guildId } as GuildAnew) : failed(problem('not-found'))
}

/**
 * Before a write takes a turn or a place from anybody: whoever has no verdict that stands is asked about first, by a read
 * like any other. Whether the write may be made the backend decides anew in the calls that follow.
 */
export async function requireGuildToSave(actor: Actor, guildId: string): Promise<Result<GuildAnew>> {
  const anew = requireGuildAnew(actor, guildId)
  if (!anew.ok || getVerdicts().current(actor.userId, anew.data.guildId)) return anew
  const access = await requireGuild(actor, guildId)
  return access.ok ? anew : access
}

/**
 * For live data that is shared and only read: a verdict may stand for a quarter of an hour, whether Alphapy gave it or
 * Discord's list of the person's guilds. It is renewed early where there is room; without one the backend is asked.
 */
export async function requireGuildLive(
  actor: Actor,
  guildId: string,
  options: { live?: boolean } = {},
): Promise<Result<LiveAccess>> {
  if (!isSnowflake(guildId)) return failed(problem('not-found'))
  const standing = () => getVerdicts().current(actor.userId, guildId)
  if (!standing()) await takeDiscordsWord(actor, guildId)
  const verdict = standing()
  if (!verdict || Date.now() - verdict.askedAt > renewAfterMs) {
    const asked = await requireGuild(actor, guildId, verdict ? { live: true } : options)
    // The backend may be busy or away: then the verdict stands to its end, unless it was ended meanwhile.
    if (!asked.ok && (endsAccess(asked.problem) || !standing())) return asked
  }
  getViewers().seen(actor, guildId)
  return ok({ actor, guildId } as LiveAccess)
}

/** How this person's access to each guild was established and when, newest first. */
export function verdictsOf(userId: string): Verdict[] {
  return getVerdicts().of(userId)
}

/** Discord's list of this person's guilds, and what was decided by it, count no longer: the account is theirs no more. */
export async function forgetDiscordsWord(userId: string): Promise<void> {
  await getGuildLists().put(userId, { guilds: [], readAt: undefined, trouble: undefined })
  for (const { guildId, source } of verdictsOf(userId)) {
    if (source === 'discord') getVerdicts().end(userId, guildId)
  }
}

/** A verdict out of Discord's list, where the list says administrator and the bot is known to be in the guild. */
async function takeDiscordsWord({ userId, credentials }: Actor, guildId: Snowflake): Promise<void> {
  const list = await getGuildLists().get(userId)
  const oldest = Date.now() - verdictStandsForMs
  if (!list?.readAt || list.readAt <= oldest) return
  if (!list.guilds.some((guild) => guild.id === guildId && guild.administers)) return
  const bot = await getBot(getAlphapy(), credentials)
  if (!bot.ok || !bot.data.value.guilds.some(({ id }) => id === guildId)) return
  const askedAt = Math.min(list.readAt, bot.data.readAt)
  getVerdicts().grant(userId, guildId, { source: 'discord', askedAt })
}
