/** One guild with an administrator on a running local Alphapy, and short ways to call it. */
import { type Answer, call } from './call'
import { ADMIN, API_KEY, credentialHeaders, TOKENS } from './credentials'
import { type ServerProcess, startServer } from './server-process'
import { type StandInAuth, startStandInAuth } from './stand-in-auth'

/** The scene's guild and its one text channel. */
export const GUILD = '1123456789012345678'
export const CHANNEL = '1123456789012345680'

/** A server process with its auth, and requests as the administrator. */
export interface Scene {
  server: ServerProcess
  /** As the administrator with a token; a body is sent as JSON. */
  asAdmin: (method: string, path: string, body?: unknown) => Promise<Answer>
  /** As the administrator by the service key. */
  asService: (method: string, path: string, body?: unknown) => Promise<Answer>
  sql: (query: string, params?: readonly unknown[]) => Promise<Array<Record<string, unknown>>>
  /** Empties the server, makes the guild and its link again, and lifts the request limit. */
  reset: () => Promise<void>
  stop: () => Promise<void>
}

/** Starts auth and server; more arguments go to the server. */
export async function startScene(...args: string[]): Promise<Scene> {
  const auth: StandInAuth = await startStandInAuth(TOKENS)
  const server = await startServer(['--auth-url', auth.url, '--api-key', API_KEY, ...args])
  const as = (credentials: string) => (method: string, path: string, body?: unknown) =>
    call({
      port: server.port,
      method,
      path,
      headers: {
        ...credentialHeaders(credentials),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  return {
    server,
    asAdmin: as('admin-jwt'),
    asService: as('key+discord-admin'),
    sql: async (query, params = []) => {
      const { rows } = await server.ask('POST', '/sql', { query, params })
      return Array.isArray(rows) ? rows : []
    },
    reset: async () => {
      await server.ask('POST', '/reset', { seed: 'none' })
      await server.ask('POST', '/limits', { enabled: false })
      await server.ask('POST', '/guilds', {
        id: GUILD,
        name: 'Scene',
        memberCount: 2,
        ownerId: ADMIN.discordId,
        channels: [{ id: CHANNEL, name: 'general', type: 'text' }],
        members: [{ id: ADMIN.discordId, name: 'admin', administrator: true }],
      })
      await server.ask('POST', '/links', { innersyncUserId: ADMIN.userId, discordUserId: ADMIN.discordId })
    },
    stop: async () => {
      await server.stop()
      await auth.stop()
    },
  }
}
