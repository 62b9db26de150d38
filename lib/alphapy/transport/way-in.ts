/**
 * The ways into the backend for one call, one after the other. The auth server is asked for a Discord id only when a way
 * needs it: a pair that goes first, or one that takes the place of a refused token.
 */
import { type NoWay, type Showing, type ShowingParts, showings } from './credentials'

/** The ways of one call. */
export class WayIn {
  readonly #parts: ShowingParts
  #ways: Showing[] = []
  readonly #tried = new Set<Showing['family']>()

  constructor(parts: ShowingParts) {
    this.#parts = parts
  }

  /** Finds the ways; or why there is none. */
  async prepare(): Promise<NoWay | undefined> {
    const { access, apiKey, tokensRefused } = this.#parts
    const pairOnly = access === 'service' || access === 'rollback'
    if (apiKey !== undefined && (pairOnly || (access === 'guild' && tokensRefused))) {
      const said = await this.#askDiscordId({ anew: false })
      // A rollback by token fails after it was taken: better to say that nothing was sent.
      if (pairOnly && (said === 'unknown' || said === 'refused')) return 'discord-identity-unknown'
    }
    const ways = showings(this.#parts)
    if (typeof ways === 'string') return ways
    this.#ways = ways
    return undefined
  }

  /** The best way that has not been tried. */
  next(): Showing | undefined {
    const way = this.#ways.find(({ family }) => !this.#tried.has(family))
    if (way) this.#tried.add(way.family)
    return way
  }

  /**
   * The backend did not take the token: asks the auth server whether it still holds before anything stronger is shown in
   * its place. False: it does not, or nobody can tell, and there is no other way.
   */
  async afterRefusedToken(): Promise<boolean> {
    if (this.#parts.apiKey === undefined) return false
    const said = await this.#askDiscordId({ anew: true })
    if (said === 'refused' || said === 'unknown') return false
    const ways = showings(this.#parts)
    if (typeof ways !== 'string') this.#ways = ways
    return true
  }

  /** What the auth server said; nothing when there is nobody to ask for. */
  async #askDiscordId(options: { anew: boolean }): Promise<'found' | 'none' | 'unknown' | 'refused' | undefined> {
    const { credentials } = this.#parts
    if (credentials.kind === 'none' || !credentials.askDiscordId) return undefined
    const answer = await credentials.askDiscordId(options)
    const { discordId: _before, ...rest } = credentials
    this.#parts.credentials = answer.kind === 'found' ? { ...rest, discordId: answer.id } : rest
    return answer.kind
  }
}
