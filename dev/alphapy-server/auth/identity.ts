/** From an Innersync user id to a Discord id, through the link table. */
import type { Clock } from '../../kit/clock'
import type { Database } from '../db/database'

const UUID = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i
const REMEMBERED_MS = 60_000

/** Looks links up and remembers found ones for a minute, so a removed link lives on for up to that long. */
export class IdentityDirectory {
  resolved = 0
  hits = 0
  misses = 0
  unlinkedRefusals = 0
  private readonly db: Database
  private readonly clock: Clock
  private readonly remembered = new Map<string, { discordId: bigint; until: number }>()

  constructor(db: Database, clock: Clock) {
    this.db = db
    this.clock = clock
  }

  /** The Discord id linked to a user id, or null (also for ids that are no UUID). */
  async discordIdOf(userId: string): Promise<bigint | null> {
    this.resolved += 1
    const known = this.remembered.get(userId)
    if (known && known.until > this.clock.now()) {
      this.hits += 1
      return known.discordId
    }
    const rows = UUID.test(userId)
      ? await this.db.rows<{ discord_user_id: bigint }>(
          'select discord_user_id from alphapy_discord_links where innersync_user_id = $1',
          [userId],
        )
      : []
    const discordId = rows[0]?.discord_user_id ?? null
    if (discordId === null) {
      this.misses += 1
      this.remembered.delete(userId)
    } else {
      this.hits += 1
      this.remembered.set(userId, { discordId, until: this.clock.now() + REMEMBERED_MS })
    }
    return discordId
  }

  /** Forgets remembered links and counters. */
  reset(): void {
    this.remembered.clear()
    this.resolved = 0
    this.hits = 0
    this.misses = 0
    this.unlinkedRefusals = 0
  }
}
