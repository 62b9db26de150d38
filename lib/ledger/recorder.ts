/**
 * What a ledger is told of every write: the intent before it, the outcome after it, so that even a write whose end nobody
 * saw is on record. Who keeps it is behind this interface.
 */
import type { SettingValue } from '@/lib/alphapy/catalogue/definition'
import type { ProblemCode } from '@/lib/problems/problem'

/** One setting of a write. `null` = unset. A value that was no value of its setting stands as text. */
export interface IntendedChange {
  key: string
  before: SettingValue | null
  after: SettingValue | null
}

/** A write that is about to be sent. */
export interface Intent {
  id: string
  /** Milliseconds since the epoch. */
  at: number
  /** The visit it came with, as in the log. */
  requestId: string
  userId: string
  /** The person's Discord account, where it is known. */
  discordId?: string
  guildId: string
  category: string
  changes: readonly IntendedChange[]
  /** Why, in the person's own words. */
  reason?: string
}

/**
 * What became of it, as verified. `accepted`: the backend said yes and could not be read back. `refused`: it said no.
 * `unknown`: nobody can tell. `holdsOther`: keys that hold something else than was wanted.
 */
export interface Conclusion {
  intentId: string
  at: number
  outcome: 'saved' | 'accepted' | 'not-applied' | 'in-part' | 'refused' | 'unknown'
  holdsOther: readonly string[]
  /** Whether the bot works with it. */
  effect?: 'in-use' | 'waiting' | 'held-back' | 'none'
  problem?: ProblemCode
}

/** Keeps a record of writes. It may fail; a write goes on without it. */
export interface Recorder {
  intended: (intent: Intent) => void | Promise<void>
  concluded: (conclusion: Conclusion) => void | Promise<void>
  /** Who gave a setting the value it holds, if the last write of it on record did. Left out where nothing is remembered. */
  lastWriter?: (held: HeldValue) => Writer | undefined | Promise<Writer | undefined>
}

/** A setting and what it holds. `null` = unset. */
export interface HeldValue {
  guildId: string
  category: string
  key: string
  value: SettingValue | null
}

/** Somebody whose write is on record. */
export type Writer = Pick<Intent, 'userId' | 'discordId'>

/** A write on record; without a conclusion its end was not seen. */
export interface Recorded {
  intent: Intent
  conclusion?: Conclusion
}

/** Keeps the last writes of this process, and forgets them with it. */
export class MemoryRecorder implements Recorder {
  readonly #most: number
  #records = new Map<string, Recorded>()

  constructor(most = 1_000) {
    this.#most = most
  }

  intended(intent: Intent): void {
    this.#records.set(intent.id, { intent })
    const [oldest] = this.#records.keys()
    if (this.#records.size > this.#most && oldest !== undefined) this.#records.delete(oldest)
  }

  concluded(conclusion: Conclusion): void {
    const record = this.#records.get(conclusion.intentId)
    if (record) record.conclusion = conclusion
  }

  lastWriter({ guildId, category, key, value }: HeldValue): Writer | undefined {
    const last = this.records.findLast(
      ({ intent, conclusion }) =>
        intent.guildId === guildId &&
        intent.category === category &&
        intent.changes.some((change) => change.key === key) &&
        conclusion !== undefined &&
        (conclusion.outcome === 'saved' || conclusion.outcome === 'accepted' || conclusion.outcome === 'in-part') &&
        !conclusion.holdsOther.includes(key),
    )
    const isIt = last?.intent.changes.some((change) => change.key === key && change.after === value)
    return isIt ? last?.intent : undefined
  }

  /** The writes on record, oldest first. */
  get records(): readonly Recorded[] {
    return [...this.#records.values()]
  }
}

/** How long a write waits for its record. */
const patienceMs = 1_000

/** What is said of a write's end. */
export type Came = Omit<Conclusion, 'intentId' | 'at' | 'holdsOther'> & { holdsOther?: readonly string[] }

/**
 * Puts a write on record before it is sent, and answers how to put on record what became of it. Neither throws nor holds
 * the write up for long: what cannot be recorded, or not in a second, goes to `onFailure`.
 */
export async function recordWrite(
  recorder: Recorder,
  intent: Omit<Intent, 'id' | 'at'>,
  onFailure: (error: unknown) => void,
): Promise<(came: Came) => Promise<void>> {
  const id = crypto.randomUUID()
  await tell(() => recorder.intended({ id, at: Date.now(), ...intent }), onFailure)
  return ({ holdsOther = [], ...came }) =>
    tell(() => recorder.concluded({ intentId: id, at: Date.now(), holdsOther, ...came }), onFailure)
}

async function tell(act: () => void | Promise<void>, onFailure: (error: unknown) => void): Promise<void> {
  const limit = Promise.withResolvers<never>()
  const timer = setTimeout(() => limit.reject(new Error('The recorder took too long')), patienceMs)
  try {
    await Promise.race([(async () => act())(), limit.promise])
  } catch (error) {
    onFailure(error)
  } finally {
    clearTimeout(timer)
  }
}

const holder = globalThis as typeof globalThis & { __mindRecorder?: Recorder }

/** The recorder of this process. Kept on `globalThis`: pages, actions and handlers are separate bundles. */
export function getRecorder(): Recorder {
  holder.__mindRecorder ??= new MemoryRecorder()
  return holder.__mindRecorder
}
