/** The two listeners of a server: its API, and its control. */
import { type ControlRoute, type SeedName, startControl } from './control'
import { listenOnLoopback, type RunningServer } from './http'
import { type KitHandler, type ServerKit, serveRequest } from './serve'

/** A running server; port numbers are those chosen. */
export interface Listeners {
  readonly port: number
  readonly controlPort: number
  readonly servers: readonly RunningServer[]
  readonly close: () => Promise<void>
}

/** Starts both; when the second cannot listen, the first is closed again. */
export async function startListeners(options: {
  port: number
  controlPort: number
  kit: ServerKit
  handler: KitHandler
  reset: (seed: SeedName) => Promise<void>
  routes: Record<string, ControlRoute>
}): Promise<Listeners> {
  const { kit, reset, routes } = options
  const api = await listenOnLoopback({ port: options.port, listener: serveRequest(kit, options.handler) })
  const control = await startControl({ port: options.controlPort, kit, reset, routes }).catch(
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
