/** The recorded world on a running local Alphapy, and clients of it as its people. */
import { MemoryCallWindow } from '@/lib/alphapy/transport/call-window'
import { AlphapyClient, type ClientParts } from '@/lib/alphapy/transport/client'
import { type Credentials, verifiedDiscordId, verifiedUserId } from '@/lib/alphapy/transport/credentials'
import type { Snowflake } from '@/lib/format/snowflake'
import { ADMIN, API_KEY, MEMBER, TOKENS } from './credentials'
import { buildWorld } from './recorded-world'
import { type ServerProcess, startServer } from './server-process'
import { startStandInAuth } from './stand-in-auth'

/** The recorded guild. */
export const GUILD_ID = '1123456789012345678' as Snowflake

/** One call the server got: what it was shown, and what it answered. */
export interface Arrived {
  method: string
  path: string
  status: number
  forwardedFor: string | null
  credentials: string[]
}

/** A running server with the recorded world. */
export interface ClientScene {
  server: ServerProcess
  /** A client of its own, with wide limits and the service key unless told otherwise. */
  client: (parts?: Partial<ClientParts>) => AlphapyClient
  /** What has arrived since the last time this was asked. */
  arrived: () => Promise<Arrived[]>
  /** Empties the server and builds the recorded world anew, on another generation or with other defects. */
  become: (server: { generation?: 'A' | 'B' | 'C'; defects?: 'head' | 'repaired' }) => Promise<void>
  stop: () => Promise<void>
}

/** Starts the server without its request limiter; more arguments go to it. */
export async function startClientScene(...args: string[]): Promise<ClientScene> {
  const auth = await startStandInAuth(TOKENS)
  const server = await startServer(['--auth-url', auth.url, '--api-key', API_KEY, '--seed', 'none', ...args])
  const build = async (): Promise<void> => {
    await buildWorld(server)
    await server.ask('POST', '/limits', { enabled: false })
  }
  await build()
  return {
    server,
    become: async (config) => {
      await server.ask('POST', '/reset', { seed: 'none' })
      await server.ask('POST', '/config', config)
      await build()
    },
    client: (parts = {}) =>
      new AlphapyClient({
        baseUrl: `http://127.0.0.1:${server.port}`,
        window: new MemoryCallWindow({ reads: 10_000, writes: 10_000, windowMs: 60_000 }),
        apiKey: API_KEY,
        ...parts,
      }),
    arrived: async () => {
      const { requests } = await server.ask('GET', '/requests')
      await server.ask('DELETE', '/requests')
      return requests as Arrived[]
    },
    stop: async () => {
      await server.stop()
      await auth.stop()
    },
  }
}

/** Somebody as Mind knows them: a token, and the ids proven by the auth server. */
function personOf(token: string, who: { userId: string; discordId?: string }): Credentials {
  const discordId = who.discordId ? verifiedDiscordId([{ provider: 'discord', id: who.discordId }]) : undefined
  return { kind: 'jwt', token, userId: verifiedUserId({ sub: who.userId }), ...(discordId ? { discordId } : {}) }
}

/** The people of the recorded world, by how they sign in. */
export const people = {
  nobody: { kind: 'none' },
  admin: personOf('admin-token', ADMIN),
  adminWithoutDiscord: personOf('admin-token', { userId: ADMIN.userId }),
  /** The server cannot check this token, as when it cannot reach its auth server. */
  adminUnchecked: personOf('token-of-another-project', ADMIN),
  uncheckedWithoutDiscord: personOf('token-of-another-project', { userId: ADMIN.userId }),
  member: personOf('member-token', MEMBER),
  unlinked: personOf('unlinked-token', { userId: '33333333-3333-4333-8333-333333333333' }),
} satisfies Record<string, Credentials>
