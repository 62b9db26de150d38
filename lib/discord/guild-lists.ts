/**
 * The last list of guilds that Discord gave for each person. On the server alone, in memory until a database keeps it;
 * bounded by the number of guilds in all lists together.
 */
import { LRUCache } from 'lru-cache'
import type { Problem } from '@/lib/problems/problem'
import type { DiscordGuild } from './guilds'

/** What is kept for one person. */
export interface KeptGuildList {
  guilds: readonly DiscordGuild[]
  /** When Discord was asked for it, in milliseconds since the epoch; `undefined` = never with success. */
  readAt: number | undefined
  /** The last attempt, when it brought nothing. */
  trouble: { problem: Problem; at: number } | undefined
}

/** Where lists are kept. Asynchronous, so that a database can take its place. */
export interface GuildListStore {
  get(userId: string): Promise<KeptGuildList | undefined>
  put(userId: string, list: KeptGuildList): Promise<void>
}

const guildsMax = 200_000

/** Lists in the memory of one process. */
export class MemoryGuildLists implements GuildListStore {
  readonly #lists: LRUCache<string, KeptGuildList>

  constructor({ max = guildsMax }: { max?: number } = {}) {
    this.#lists = new LRUCache({ maxSize: max, sizeCalculation: ({ guilds }) => guilds.length + 1 })
  }

  async get(userId: string): Promise<KeptGuildList | undefined> {
    return this.#lists.get(userId)
  }

  async put(userId: string, list: KeptGuildList): Promise<void> {
    this.#lists.set(userId, list)
  }
}

const holder = globalThis as typeof globalThis & { __mindDiscordLists?: GuildListStore }

/** The lists of this process. Kept on `globalThis`: pages, actions and handlers are separate bundles. */
export function getGuildLists(): GuildListStore {
  holder.__mindDiscordLists ??= new MemoryGuildLists()
  return holder.__mindDiscordLists
}
