import { Clock } from '../kit/clock'
import { type SeedName, startControl } from '../kit/control'
import { FaultBook } from '../kit/faults'
import { listenOnLoopback, type RunningServer } from '../kit/http'
import { Journal } from '../kit/journal'
import { type ServerKit, serveRequest } from '../kit/serve'
import { DiscordApp } from './app'
import { controlRoutes } from './control'
import { seedAccounts } from './seed'
import { World } from './world'

/** How to start the server; port 0 chooses a free one. */
interface DiscordServerOptions {
  readonly port: number
  readonly controlPort: number
  readonly seed: SeedName
}

/** A running local Discord. */
export interface DiscordServer {
  readonly port: number
  readonly controlPort: number
  readonly servers: readonly RunningServer[]
  readonly close: () => Promise<void>
}

/** Starts API and control listener, both on loopback. */
export async function startDiscordServer(options: DiscordServerOptions): Promise<DiscordServer> {
  const kit: ServerKit = { faults: new FaultBook(), journal: new Journal(), clock: new Clock() }
  const world = new World()
  const app = new DiscordApp(world, () => kit.clock.now())
  const reset = async (seed: SeedName): Promise<void> => {
    world.clear()
    app.buckets.clear()
    if (seed === 'demo') seedAccounts(world)
  }
  await reset(options.seed)
  const api = await listenOnLoopback({
    port: options.port,
    listener: serveRequest(kit, {
      subjects: (request) => app.subjects(request),
      handle: (request) => app.handle(request),
    }),
  })
  const control = await startControl({ port: options.controlPort, kit, reset, routes: controlRoutes(world) }).catch(
    async (error: unknown) => {
      await api.close()
      throw error
    },
  )
  const servers = [api, control]
  return {
    port: api.port,
    controlPort: control.port,
    servers,
    close: async () => {
      await Promise.all(servers.map((server) => server.close()))
    },
  }
}
