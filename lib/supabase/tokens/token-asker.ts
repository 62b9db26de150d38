/**
 * Tokens that no published key can prove are shown to the auth server: within bounds, since anybody can write one, and
 * without making those wait whose tokens are known to be genuine.
 */
import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import { StrangerAllowance } from '@/lib/security/window-counter'

/** What the auth server says of a token. `no-answer`: it did not, or strangers have used up what may be asked for them. */
export type TokenAnswer = 'taken' | 'refused' | 'no-answer'

/** Parts of an asker, held still by tests. */
export interface TokenAskerParts {
  authUrl: string
  apiKey: string
  fetchFn: typeof fetch
  /** The clock of this machine. */
  localNow: () => number
}

const askTimeoutMs = 2_500
const takenForMs = 60_000
/** An auth server that has just not answered is not waited for again, by a page after the door for instance. */
const unansweredForMs = 5_000
const tokensMax = 20_000

/** A no uses these up, a yes does not. */
const strangeTokens = { each: 20, all: 60, windowMs: 60_000 }

/** Asks one auth server about tokens. */
export class TokenAsker {
  readonly #parts: TokenAskerParts
  readonly #strangers: StrangerAllowance
  /** By digest: tokens that were proven once, or that the auth server issued to us. Nobody can guess one of them. */
  readonly #genuine = new LRUCache<string, true>({ max: tokensMax })
  readonly #kept = new LRUCache<string, { answer: 'taken' | 'no-answer'; until: number }>({ max: tokensMax })
  readonly #asking = new Map<string, Promise<TokenAnswer>>()

  constructor(parts: TokenAskerParts) {
    this.#parts = parts
    this.#strangers = new StrangerAllowance(strangeTokens, parts.localNow)
  }

  /** Takes note of a token that is genuine for certain. */
  noteGenuine(token: string): void {
    this.#genuine.set(digest(token), true)
  }

  /** Whether this very token was genuine when it was seen before. */
  isGenuine(token: string): boolean {
    return this.#genuine.has(digest(token))
  }

  /** Whether the auth server takes this token. Its yes is kept for a minute; one call however many ask. Never throws. */
  ask(token: string, address: string | undefined): Promise<TokenAnswer> {
    const key = digest(token)
    const kept = this.#kept.get(key)
    if (kept && kept.until > this.#parts.localNow()) return Promise.resolve(kept.answer)
    return this.#asking.get(key) ?? this.#start(key, token, address)
  }

  #start(key: string, token: string, address: string | undefined): Promise<TokenAnswer> {
    const giveBack = this.#genuine.has(key) ? () => {} : this.#strangers.take(address)
    if (!giveBack) return Promise.resolve('no-answer')
    const asking = this.#request(token).then((answer) => {
      this.#asking.delete(key)
      const keptForMs = { taken: takenForMs, 'no-answer': unansweredForMs, refused: 0 }[answer]
      if (answer !== 'refused') this.#kept.set(key, { answer, until: this.#parts.localNow() + keptForMs })
      if (answer === 'taken') {
        giveBack()
        this.#genuine.set(key, true)
      }
      return answer
    })
    this.#asking.set(key, asking)
    return asking
  }

  async #request(token: string): Promise<TokenAnswer> {
    const { authUrl, apiKey, fetchFn } = this.#parts
    try {
      const response = await fetchFn(`${authUrl}/user`, {
        headers: { apikey: apiKey, authorization: `Bearer ${token}` },
        signal: AbortSignal.timeout(askTimeoutMs),
        cache: 'no-store',
      })
      if (response.status === 401 || response.status === 403) return 'refused'
      return response.ok ? 'taken' : 'no-answer'
    } catch {
      return 'no-answer'
    }
  }
}

function digest(token: string): string {
  return createHash('sha256').update(token).digest('base64')
}
