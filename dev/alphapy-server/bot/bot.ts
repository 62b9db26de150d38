/** The running bot: its guilds, its connection to Discord, and the settings it holds in memory. */
import type { Queries } from '../db/database'
import type { PyJson } from '../wire/json-read'
import { settingType } from './catalogue'
import { decodeStored } from './decode'
import type { Guild } from './guild'
import { LlmStatistics } from './llm-statistics'

/** A slash command as metrics lists it. */
export interface BotCommand {
  qualifiedName: string
  description: string | null
  type: string
}

interface StoredSetting {
  scope: string
  key: string
  value: string
}

/** The bot of one server process. */
export class Bot {
  online = true
  latencyMs = 45.2
  /** When the bot became ready (epoch ms); null hides the uptime. */
  readySince: number | null = null
  /** Whether its settings service answers; a bot without one cannot reload settings. */
  settingsService = true
  commands: BotCommand[] = []
  llm = new LlmStatistics()
  readonly guilds = new Map<bigint, Guild>()
  private readonly settings = new Map<bigint, Map<string, PyJson>>()

  /** Forgets guilds, statistics and memory, as a fresh process. */
  reset(): void {
    this.online = true
    this.latencyMs = 45.2
    this.readySince = null
    this.settingsService = true
    this.commands = []
    this.llm = new LlmStatistics()
    this.guilds.clear()
    this.settings.clear()
  }

  /** Whether someone may administer a guild: the bot is in it, they are a member, and they own it or have Administrator. */
  isAdmin(guildId: bigint, discordId: bigint): boolean {
    const guild = this.guilds.get(guildId)
    const member = guild?.members.find((candidate) => candidate.id === discordId)
    return member !== undefined && (member.administrator || guild?.ownerId === discordId)
  }

  /** What the bot holds for a guild, keyed `scope.key`. */
  memoryOf(guildId: bigint): ReadonlyMap<string, PyJson> {
    return this.settings.get(guildId) ?? new Map()
  }

  /** Puts one value into memory, or drops it with undefined, as a slash command does. */
  remember(guildId: bigint, scope: string, key: string, value: PyJson | undefined): void {
    const memory = this.settings.get(guildId) ?? new Map<string, PyJson>()
    if (value === undefined) memory.delete(`${scope}.${key}`)
    else memory.set(`${scope}.${key}`, value)
    this.settings.set(guildId, memory)
  }

  /**
   * Loads a guild's settings from the database and answers how many registered ones there were. Undecodable rows are
   * skipped, or thrown (`UndecodableSetting`) when `strict`, as at start-up.
   */
  async reload(queries: Queries, guildId: bigint, options: { misread: boolean; strict: boolean }): Promise<number> {
    const rows = await queries.rows<StoredSetting>(
      'select scope, key, value::text as value from bot_settings where guild_id = $1',
      [guildId],
    )
    const memory = new Map<string, PyJson>()
    for (const row of rows) {
      const type = settingType(row.scope, row.key)
      if (type === undefined) continue
      try {
        memory.set(`${row.scope}.${row.key}`, decodeStored(type, row.value, options.misread))
      } catch (error) {
        if (options.strict) throw error
      }
    }
    this.settings.set(guildId, memory)
    return memory.size
  }
}
