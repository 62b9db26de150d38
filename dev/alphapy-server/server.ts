/** Starts a local Alphapy: data port, control port, database, seed. */

import { type SeedName, startControl } from '../kit/control'
import { listenOnLoopback, type RunningServer } from '../kit/http'
import { serveRequest } from '../kit/serve'
import { alphapyHandler } from './app'
import { guildControlRoutes } from './control-guilds'
import { serverControlRoutes } from './control-server'
import { Database } from './db/database'
import { seedDemo } from './seed-demo'
import { type StartOptions, World } from './world'

/** A running local Alphapy. */
export interface AlphapyServer {
  data: RunningServer
  control: RunningServer
  world: World
}

/** Opens the database, seeds it (a folder only when still empty), and listens on both ports. */
export async function startAlphapy(
  options: StartOptions & { port: number; controlPort: number; seed: SeedName; dataDir?: string },
): Promise<AlphapyServer> {
  const world = new World(options, await Database.open(options.dataDir))
  if (options.seed === 'demo') await seedDemo(world, { rows: await world.db.isEmpty() })
  const serve = serveRequest(world.kit, alphapyHandler(world))
  const data = await listenOnLoopback({
    port: options.port,
    listener: (incoming, response) => (world.down ? incoming.socket.destroy() : serve(incoming, response)),
  })
  const control = await startControl({
    port: options.controlPort,
    kit: world.kit,
    reset: async (seed) => {
      await world.reset()
      if (seed === 'demo') await seedDemo(world, { rows: true })
    },
    routes: { ...guildControlRoutes(world), ...serverControlRoutes(world) },
  })
  return { data, control, world }
}
