import { Clock } from '../kit/clock'
import type { SeedName } from '../kit/control'
import { FaultBook } from '../kit/faults'
import { Journal } from '../kit/journal'
import { type Listeners, startListeners } from '../kit/listeners'
import type { ServerKit } from '../kit/serve'
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
export type DiscordServer = Listeners

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
  return startListeners({
    port: options.port,
    controlPort: options.controlPort,
    kit,
    handler: { subjects: (request) => app.subjects(request), handle: (request) => app.handle(request) },
    reset,
    routes: controlRoutes(world),
  })
}
