import type { Config } from './config'
import type { KeyRing } from './keys'
import type { Store } from './store'

/** What every part of the server works with. */
export interface Core {
  readonly store: Store
  readonly keys: KeyRing
  config: Config
  /** The server's idea of now, epoch milliseconds. */
  readonly now: () => number
  /** Base address of the API, `…/auth/v1`; also the `iss` of its tokens. */
  readonly issuer: () => string
  /** Key a browser or server presents as `apikey`. */
  readonly anonKey: string
  /** Key only a server may hold. */
  readonly secretKey: string
  /** What the server is registered as at Discord. */
  readonly discordClient: { readonly id: string; readonly secret: string }
}

/** Where a request came from, as far as sessions record it. */
export interface Caller {
  readonly userAgent: string | null
  readonly ip: string
}
