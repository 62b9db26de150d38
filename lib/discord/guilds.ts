/** A person's guilds, read from Discord itself with the token of a fresh sign-in. The token is used here and kept nowhere. */
import * as z from 'zod'
import { type Exchange, exchange } from '@/lib/alphapy/transport/attempt'
import { isSnowflake, type Snowflake } from '@/lib/format/snowflake'
import { type Problem, problem } from '@/lib/problems/problem'
import { failed, ok, type Result } from '@/lib/problems/result'

/** A guild as Discord lists it for one person. */
export interface DiscordGuild {
  id: Snowflake
  name: string
  /** Hash of its icon, if it has one. */
  icon: string | undefined
  owner: boolean
  /** The person owns it or has the Administrator permission there. */
  administers: boolean
}

/** Where to read, with which token. `fetchFn` and `pause` are arguments so that tests can hold them still. */
export interface GuildsRequest {
  /** Discord's API, e.g. `https://discord.com/api/v10`. */
  apiUrl: string
  token: string
  fetchFn?: typeof fetch
  pause?: (ms: number) => Promise<void>
}

const administrator = 1n << 3n
const attemptTimeoutMs = 2_500
const attempts = 3
/** A person waits at the door: a longer pause is not worth it, the last list serves. */
const pauseMaxMs = 2_000
const shortPauseMs = 300
/** Discord lets nobody into more, and names are no longer than this there. */
const guildsMax = 200
const nameMax = 100

const guildSchema = z.object({
  id: z.string(),
  name: z.string(),
  icon: z.string().nullish(),
  owner: z.boolean().default(false),
  permissions: z.string().regex(/^\d{1,30}$/),
})

/** All guilds of the person the token stands for, in Discord's order. Fails with a `Problem`; never throws. */
export async function readDiscordGuilds(request: GuildsRequest): Promise<Result<DiscordGuild[]>> {
  const { apiUrl, token, fetchFn = fetch, pause = wait } = request
  for (let attempt = 1; ; attempt++) {
    const answer = await exchange(fetchFn, {
      url: `${apiUrl}/users/@me/guilds`,
      method: 'GET',
      headers: { authorization: `Bearer ${token}`, accept: 'application/json' },
      timeoutMs: attemptTimeoutMs,
    })
    const pauseMs = pauseBefore(answer)
    if (pauseMs === undefined || pauseMs > pauseMaxMs || attempt === attempts) return toGuilds(answer)
    await pause(pauseMs)
  }
}

/** How long to wait before asking once more; `undefined` when asking again would change nothing. */
function pauseBefore(answer: Exchange): number | undefined {
  if (answer.kind === 'network') return shortPauseMs
  if (answer.kind !== 'answer') return undefined
  if (answer.status === 429) return retryAfterMs(answer)
  return answer.status >= 500 ? shortPauseMs : undefined
}

function retryAfterMs({ text, retryAfterMs: told }: Extract<Exchange, { kind: 'answer' }>): number {
  const exact = z.object({ retry_after: z.number().nonnegative() }).safeParse(parse(text))
  if (exact.success) return Math.ceil(exact.data.retry_after * 1_000)
  return told ?? shortPauseMs
}

function toGuilds(answer: Exchange): Result<DiscordGuild[]> {
  if (answer.kind === 'timeout') return failed(away('timeout'))
  if (answer.kind === 'oversize') return failed(away('bad-reply'))
  if (answer.kind !== 'answer') return failed(away('unavailable'))
  const { status, text } = answer
  if (status === 429) return failed({ ...away('busy'), status, retryAfterMs: retryAfterMs(answer) })
  // A token without the right scope, or one that was taken back: only a new sign-in helps.
  if (status === 401 || status === 403) {
    return failed(problem('unavailable', { reason: 'discord-refused', status, safeToRepeat: true }))
  }
  if (status !== 200) return failed({ ...away(status >= 500 ? 'unavailable' : 'bad-reply'), status })
  const entries = z.array(z.unknown()).safeParse(parse(text))
  if (!entries.success) return failed({ ...away('bad-reply'), status })
  const read = entries.data.slice(0, guildsMax).flatMap((entry) => toGuild(entry) ?? [])
  const guilds = [...new Map(read.map((guild) => [guild.id, guild])).values()]
  // One entry that cannot be read costs that entry; none at all means somebody else is talking.
  return guilds.length === 0 && entries.data.length > 0 ? failed({ ...away('bad-reply'), status }) : ok(guilds)
}

function toGuild(entry: unknown): DiscordGuild | undefined {
  const parsed = guildSchema.safeParse(entry)
  if (!parsed.success || !isSnowflake(parsed.data.id)) return undefined
  const { id, name, icon, owner, permissions } = parsed.data
  const shown = [...name].slice(0, nameMax).join('')
  const hash = icon && /^(a_)?[0-9a-f]{32}$/.test(icon) ? icon : undefined
  return { id, name: shown, icon: hash, owner, administers: owner || (BigInt(permissions) & administrator) !== 0n }
}

function away(code: Problem['code']): Problem {
  return problem(code, { reason: 'discord-away', safeToRepeat: true })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
