/** The local auth server as a target. */
import { randomUUID } from 'node:crypto'
import { startAuthServer } from '../../../dev/auth-server/server'
import { callControl } from '../../../dev/auth-server/test-kit'
import { AuthTarget, type Message } from './target'

/** Starts it on free ports, with refresh tokens of this generation. */
export async function startLocal(
  refreshTokenVersion: 1 | 2,
): Promise<{ target: AuthTarget; stop: () => Promise<void> }> {
  const server = await startAuthServer({
    port: 0,
    controlPort: 0,
    seed: 'none',
    siteUrl: 'http://127.0.0.1:3000',
    discordUrl: `http://127.0.0.1:9/${randomUUID()}`,
  })
  const control = (route: string, body?: unknown) => callControl(server.controlPort, route, body)
  await control('POST /config', { refreshTokenVersion, mailerAutoconfirm: true, smsOtpTtlSeconds: 86_400 })
  let offsetMs = 0
  const target = new AuthTarget({
    name: `the local auth server, refresh tokens of generation ${refreshTokenVersion}`,
    url: `http://127.0.0.1:${server.port}/auth/v1`,
    key: server.anonKey,
    lacks: {},
    newestMessage: async (to) => {
      const { messages } = await control(`GET /messages?to=${encodeURIComponent(to)}`)
      const newest = (messages as Message[]).at(-1)
      if (!newest) throw new Error(`No message to ${to}`)
      return newest
    },
    outliveReuse: async () => {
      offsetMs += 11_000
      await control('POST /clock', { offsetMs })
    },
  })
  return { target, stop: server.close }
}
