/**
 * Which of the three generations a server belongs to, noticed from its answers. A: up to 3.3.0, believes `X-User-Id` beside
 * the service key. B: up to 3.13, tokens only. C: tokens or the service key with `X-Discord-User-Id`.
 */
import type { Access, Generation, Showing } from './credentials'

/** What one answer showed. */
export interface Noticed {
  access: Access
  family: Showing['family']
  status: number
  detail: string
  hasRequestId: boolean
  isJson: boolean
}

const all: readonly Generation[] = ['A', 'B', 'C']

/** How long a refusal of good tokens is remembered. */
const tokensRefusedForMs = 60_000

/** What a process knows of one server. */
export class ServerKnowledge {
  #possible: ReadonlySet<Generation> = new Set(all)
  #tokensRefusedAt = Number.NEGATIVE_INFINITY
  #speech: 'text' | 'values' = 'text'
  readonly #now: () => number

  constructor(now: () => number) {
    this.#now = now
  }

  /** The generations the server may belong to; one of them once it has shown itself. */
  get possible(): ReadonlySet<Generation> {
    return this.#possible
  }

  /** Good tokens were refused a short while ago, while the service pair was taken. */
  get tokensRefused(): boolean {
    return this.#now() - this.#tokensRefusedAt < tokensRefusedForMs
  }

  /** How the server sends settings that nobody knows the type of: as measured, until it has shown otherwise. */
  get speech(): 'text' | 'values' {
    return this.#speech
  }

  /** Learns from settings in which it shows. */
  noticeSpeech(speech: 'text' | 'values'): void {
    this.#speech = speech
  }

  /** A good token was refused and the service pair taken in its place. */
  noticeRefusedToken(): void {
    this.#tokensRefusedAt = this.#now()
  }

  /** Learns from any answer. */
  notice({ access, family, status, detail, hasRequestId, isJson }: Noticed): void {
    // Weak: a proxy may add or take this header. The limiter answers from outside the layer that sets it.
    if (isJson && status !== 429 && status < 500) this.#hint(hasRequestId ? ['B', 'C'] : ['A', 'B'])
    const unheard = status === 401 && detail === 'Missing authentication context'
    const heard = (status >= 200 && status < 300) || status === 403
    if (family === 'user-pair' && unheard) this.#learn(['B', 'C'])
    if (family === 'user-pair' && heard) this.#learn(['A'])
    if (family === 'discord-pair' && access !== 'service' && unheard) this.#learn(['A', 'B'])
    if (family === 'discord-pair' && access !== 'service' && heard) this.#learn(['C'])
    if (family === 'discord-pair' && access === 'service' && status === 404 && detail === 'Not Found') {
      this.#learn(['A', 'B'])
    }
  }

  /** Learns from the number of categories a settings answer has: 6, then 10, and 15 in the newest. */
  noticeScopes(count: number): void {
    if (count <= 6) this.#learn(['A'])
    else this.#learn(count >= 15 ? ['C'] : ['A', 'B'])
  }

  /** Learns from the version of a health answer. */
  noticeVersion(version: string): void {
    const found = /^(\d+)\.(\d+)\.(\d+)/.exec(version)
    if (!found) return
    const [major = 0, minor = 0, patch = 0] = found.slice(1).map(Number)
    const rank = (major * 1_000 + minor) * 1_000 + patch
    if (rank <= 3_003_000) this.#learn(['A'])
    else if (rank < 3_013_000) this.#learn(['B'])
    // The newest sign-in came after 3.13.0 but was for a while still called that.
    else this.#learn(rank === 3_013_000 ? ['B', 'C'] : ['C'])
  }

  /** Sure evidence: what contradicts it is out of date, the server has been replaced. */
  #learn(seen: readonly Generation[]): void {
    const left = seen.filter((generation) => this.#possible.has(generation))
    this.#possible = new Set(left.length > 0 ? left : seen)
  }

  #hint(seen: readonly Generation[]): void {
    const left = seen.filter((generation) => this.#possible.has(generation))
    if (left.length > 0) this.#possible = new Set(left)
  }
}
