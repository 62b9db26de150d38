/** Everything one local Alphapy process holds. */
import { Clock } from '../kit/clock'
import { FaultBook } from '../kit/faults'
import { Journal } from '../kit/journal'
import type { ServerKit } from '../kit/serve'
import { IdentityDirectory } from './auth/identity'
import { Bot } from './bot/bot'
import { LlmStatistics } from './bot/llm-statistics'
import type { Database } from './db/database'
import { type DefectPreset, type Defects, presetDefects } from './defects'
import { OperationalLog } from './events'
import type { Generation } from './generation'
import { DEFAULT_LIMITS, RateLimiter } from './limiter'
import { Observations } from './observations'
import { isoUtc, momentText } from './wire/time'

/** What the process was started with; a reset returns to it. */
export interface StartOptions {
  authUrl: string
  apiKey: string | null
  generation: Generation
  defects: DefectPreset
}

/** The state of the server, shared by all routes. */
export class World {
  readonly options: StartOptions
  readonly db: Database
  readonly kit: ServerKit = { clock: new Clock(), faults: new FaultBook(), journal: new Journal() }
  readonly bot = new Bot()
  readonly log = new OperationalLog()
  readonly limiter = new RateLimiter()
  readonly observations = new Observations()
  readonly webhookObservations = new Observations()
  readonly identities: IdentityDirectory
  /** When the process started (epoch ms); the demo pretends an earlier time. */
  startedAt: number
  generation: Generation
  apiKey: string | null
  private switches: Defects
  /** Set when a restart failed on an undecodable setting: the process is down until the next restart. */
  down = false
  /** Times of image changes on reminders, per person and guild. */
  readonly imageChanges = new Map<string, number[]>()
  /** Answered idempotent calls: key → time. */
  readonly idempotent = new Map<string, number>()
  /** Whether a verification was already resolved badly (the second failure differs from the first). */
  verificationPoolBroken = false

  constructor(options: StartOptions, db: Database) {
    this.options = options
    this.db = db
    this.generation = options.generation
    this.apiKey = options.apiKey
    this.switches = presetDefects(options.defects)
    this.identities = new IdentityDirectory(db, this.kit.clock)
    this.startedAt = Date.now()
  }

  /** The switches in effect: older generations have every defect of their time, whatever is set. */
  get defects(): Defects {
    return this.generation === 'C' ? this.switches : presetDefects('head')
  }

  /** The switches as set. */
  get switchSettings(): Defects {
    return this.switches
  }

  /** Sets all switches, or some of them. */
  setDefects(change: DefectPreset | Partial<Defects>): void {
    this.switches = typeof change === 'string' ? presetDefects(change) : { ...this.switches, ...change }
  }

  /** The server's now, as a database time with microseconds. */
  now(): string {
    return momentText(this.kit.clock.now())
  }

  /** The time some milliseconds before now. */
  ago(milliseconds: number): string {
    return momentText(this.kit.clock.now() - milliseconds)
  }

  /**
   * What a restart of the process does: logs and counters are gone, every stored setting is decoded anew. Answers null,
   * or why it could not start (then the server is down: it accepts no request until the next restart).
   */
  async restart(): Promise<string | null> {
    this.startedAt = Date.now()
    this.log.clear()
    this.limiter.reset()
    this.observations.reset()
    this.identities.reset()
    this.bot.llm = new LlmStatistics()
    const guilds = await this.db.rows<{ guild_id: bigint }>('select distinct guild_id from bot_settings')
    const { botMisreadsText: misread, badValuesStopBot: strict } = this.defects
    try {
      for (const row of guilds) await this.bot.reload(this.db, row.guild_id, { misread, strict })
      this.down = false
      if (this.bot.readySince !== null) this.bot.readySince = this.kit.clock.now()
      const timestamp = isoUtc(this.now())
      this.log.record({ timestamp, type: 'BOT_READY', guildId: null, message: 'Bot ready', details: {} })
      return null
    } catch (error) {
      this.down = true
      return error instanceof Error ? error.message : String(error)
    }
  }

  /** Back to how the process started, without data. */
  async reset(): Promise<void> {
    this.db.available = true
    await this.db.empty()
    this.startedAt = Date.now()
    this.generation = this.options.generation
    this.apiKey = this.options.apiKey
    this.switches = presetDefects(this.options.defects)
    this.bot.reset()
    this.log.clear()
    this.limiter.reset()
    this.limiter.limits = { ...DEFAULT_LIMITS }
    this.observations.reset()
    this.webhookObservations.reset()
    this.identities.reset()
    this.imageChanges.clear()
    this.idempotent.clear()
    this.verificationPoolBroken = false
    this.down = false
  }
}
