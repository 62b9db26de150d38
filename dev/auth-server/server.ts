import { Clock } from '../kit/clock'
import type { SeedName } from '../kit/control'
import { FaultBook } from '../kit/faults'
import { loopbackUrl } from '../kit/http'
import { Journal } from '../kit/journal'
import { type Listeners, startListeners } from '../kit/listeners'
import type { ServerKit } from '../kit/serve'
import { DISCORD_CLIENT } from '../seed/discord-client'
import { LOCAL_ANON_KEY } from '../seed/keys'
import { toApiRequest } from './api'
import { type Config, defaultConfig } from './config'
import { controlRoutes } from './control'
import type { Core } from './core'
import { subjectsOf } from './identify'
import { KeyRing } from './keys'
import { AddressLimits } from './limits'
import { handle } from './router'
import { Store } from './store'
import { seedPeople } from './users'

/** Key of the local project for servers. */
const LOCAL_SECRET_KEY = 'sb_secret_localMindStackOnly2026_devonly2'

/** How to start the server; port 0 chooses a free one. */
interface AuthServerOptions {
  readonly port: number
  readonly controlPort: number
  readonly seed: SeedName
  /** Where Mind is; links in e-mails and OAuth returns go there. */
  readonly siteUrl: string
  /** Where the local Discord is. */
  readonly discordUrl: string
  /** What links in e-mails are; the default templates unless said otherwise. */
  readonly mailLinks?: Config['mailLinks'] | undefined
}

/** A running auth server. */
export interface AuthServer extends Listeners {
  readonly anonKey: string
  readonly secretKey: string
}

/** Starts API and control listener, both on loopback; refuses site and Discord addresses elsewhere. */
export async function startAuthServer(options: AuthServerOptions): Promise<AuthServer> {
  const defaults = defaultConfig(loopbackUrl(options.siteUrl), loopbackUrl(options.discordUrl))
  const initial: Config = { ...defaults, mailLinks: options.mailLinks ?? defaults.mailLinks }
  const kit: ServerKit = { faults: new FaultBook(), journal: new Journal(), clock: new Clock() }
  const limits = new AddressLimits()
  let issuer = ''
  const core: Core = {
    store: new Store(),
    keys: await KeyRing.create(),
    config: initial,
    now: () => kit.clock.now(),
    issuer: () => issuer,
    anonKey: LOCAL_ANON_KEY,
    secretKey: LOCAL_SECRET_KEY,
    discordClient: DISCORD_CLIENT,
  }
  const reset = async (seed: SeedName): Promise<void> => {
    core.store.clear()
    core.config = initial
    limits.clear()
    if (seed === 'demo') seedPeople(core)
  }
  await reset(options.seed)
  const listeners = await startListeners({
    port: options.port,
    controlPort: options.controlPort,
    kit,
    handler: {
      subjects: (request) => subjectsOf(core, toApiRequest(core, request)),
      handle: (request) => handle(core, limits, request),
    },
    reset,
    routes: controlRoutes(core),
  })
  issuer = `http://127.0.0.1:${listeners.port}/auth/v1`
  return { ...listeners, anonKey: core.anonKey, secretKey: core.secretKey }
}
