/**
 * What has been decided about who may see which guild, and since when. Pure: no network, no environment. A verdict stands
 * for a quarter of an hour from the moment its question was asked; a refusal ends it at once and outweighs every yes that
 * was asked for before it, however late that yes arrives.
 */
import { LRUCache } from 'lru-cache'
import type { Snowflake } from '@/lib/format/snowflake'

/** Who said yes: a guild route of Alphapy, or Discord's own list of the person's guilds. */
export type VerdictSource = 'alphapy' | 'discord'

/** A yes about one person and one guild. */
export interface Verdict {
  guildId: Snowflake
  source: VerdictSource
  /** When the question was asked, in milliseconds since the epoch. */
  askedAt: number
  /** From when on it is worth nothing. */
  endsAt: number
}

/** How long a yes may stand for live data that is only read. */
export const verdictStandsForMs = 15 * 60_000

interface Entry {
  userId: string
  guildId: Snowflake
  yes: { source: VerdictSource; askedAt: number } | undefined
  /** When it was refused last. */
  endedAt: number
}

/** The verdicts of one process. Bounded: what is pushed out is decided anew, and a refusal stays a refusal. */
export class VerdictStore {
  readonly #now: () => number
  readonly #entries: LRUCache<string, Entry>
  /** Nothing asked up to here counts: a refusal this old has been pushed out. */
  #floor = Number.NEGATIVE_INFINITY

  constructor({ now = Date.now, max = 20_000 }: { now?: () => number; max?: number } = {}) {
    this.#now = now
    this.#entries = new LRUCache({
      max,
      dispose: ({ endedAt }, _key, reason) => {
        if (reason === 'evict') this.#floor = Math.max(this.#floor, endedAt)
      },
    })
  }

  /** Notes a yes that was asked for at `askedAt`. Worth nothing when a refusal is as new, or it is too old already. */
  grant(userId: string, guildId: Snowflake, yes: { source: VerdictSource; askedAt: number }): void {
    const entry = this.#entries.get(keyOf(userId, guildId))
    const before = entry?.yes?.askedAt ?? Number.NEGATIVE_INFINITY
    if (yes.askedAt < before) return
    this.#put({ userId, guildId, yes, endedAt: entry?.endedAt ?? Number.NEGATIVE_INFINITY })
  }

  /** Notes a refusal: ends the verdict on this person and guild. */
  end(userId: string, guildId: Snowflake): void {
    this.#put({ userId, guildId, yes: undefined, endedAt: this.#now() })
  }

  /** The verdict that stands now. */
  current(userId: string, guildId: Snowflake): Verdict | undefined {
    const entry = this.#entries.get(keyOf(userId, guildId))
    return entry && this.#standing(entry)
  }

  /** All verdicts on this person that stand now, newest first. */
  of(userId: string): Verdict[] {
    return [...this.#entries.values()]
      .flatMap((entry) => (entry.userId === userId ? (this.#standing(entry) ?? []) : []))
      .sort((a, b) => b.askedAt - a.askedAt)
  }

  #standing({ guildId, yes, endedAt }: Entry): Verdict | undefined {
    if (!yes || yes.askedAt <= endedAt || yes.askedAt <= this.#floor) return undefined
    const endsAt = yes.askedAt + verdictStandsForMs
    return endsAt > this.#now() ? { guildId, ...yes, endsAt } : undefined
  }

  #put(entry: Entry): void {
    this.#entries.set(keyOf(entry.userId, entry.guildId), entry)
  }
}

function keyOf(userId: string, guildId: string): string {
  return `${userId} ${guildId}`
}

const holder = globalThis as typeof globalThis & { __mindVerdicts?: VerdictStore }

/** The verdicts of this process. Kept on `globalThis`: pages, actions and handlers are separate bundles. */
export function getVerdicts(): VerdictStore {
  holder.__mindVerdicts ??= new VerdictStore()
  return holder.__mindVerdicts
}
