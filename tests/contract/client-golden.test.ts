/** Every recorded answer of a route the client speaks, given to the client: it reads each, or names its problem. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { MemoryCallWindow } from '@/lib/alphapy/transport/call-window'
import { AlphapyClient } from '@/lib/alphapy/transport/client'
import { type Credentials, verifiedDiscordId, verifiedUserId } from '@/lib/alphapy/transport/credentials'
import type { Snowflake } from '@/lib/format/snowflake'
import type { ProblemCode, ProblemReason } from '@/lib/problems/problem'
import { askFor } from './support/client-routes'
import { ADMIN, API_KEY } from './support/credentials'
import { type Recorded, readRecording } from './support/recording'

type Wanted = [code: ProblemCode, reason?: ProblemReason]

/** What an answer that is no success means: status, start of its body, and the problem of a read and of a write. */
const meanings: [status: number, body: RegExp, read: Wanted, write?: Wanted][] = [
  [200, /^\{"error":/, ['unavailable']],
  [400, /^\{"detail":"Guild not found"/, ['unavailable', 'bot-away']],
  [400, /^\{"detail":"/, ['invalid']],
  [401, /^\{"detail":"(Unauthorized|Missing authentication context)"/, ['unavailable', 'credentials-refused']],
  [403, /^\{"detail":"(No Discord account linked|Invalid Discord ID)/, ['not-linked']],
  [403, /^\{"detail":"You do not have admin access/, ['forbidden']],
  [403, /^\{"detail":"Reminders with images needs Premium/, ['forbidden', 'premium-needed']],
  [404, /^\{"detail":"Not Found"/, ['not-found', 'server-too-old']],
  [404, /^\{"detail":"/, ['not-found']],
  [422, /^\{"detail":\[\{"type":"missing","loc":\["header"/, ['unavailable', 'credentials-refused']],
  [422, /^\{"detail":\[/, ['invalid']],
  [429, /^\{"detail": ?"Rate limit exceeded/, ['busy']],
  [500, /^\{"detail":"Failed/, ['unavailable'], ['unknown-outcome']],
  [503, /^\{"detail":"Bot settings service/, ['unavailable', 'bot-away']],
]

function meaningOf({ method, path, status, responseBody, credentials }: Recorded): Wanted | undefined {
  const found = meanings.find(([wanted, body]) => wanted === status && body.test(responseBody))
  if (!found) return undefined
  // This route asks for the service key, which the client shows for nobody in particular.
  if (status === 401 && credentials === 'none' && path !== '/api/observability') return ['signed-out']
  return method === 'GET' ? found[2] : (found[3] ?? found[2])
}

const person: Credentials = {
  kind: 'jwt',
  token: 'admin-token',
  userId: verifiedUserId({ sub: ADMIN.userId }),
  ...withDiscord(verifiedDiscordId([{ provider: 'discord', id: ADMIN.discordId }])),
}

function withDiscord(discordId: ReturnType<typeof verifiedDiscordId>) {
  return discordId ? { discordId } : {}
}

describe.each(['A', 'B', 'C'] as const)('recorded answers of generation %s', (generation) => {
  let line: Recorded
  let baseUrl: string
  const server = createServer((_, response) => {
    response.writeHead(line.status, line.responseHeaders).end(line.responseBody)
  })
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => server.close().closeAllConnections())

  const spoken = readRecording(generation).flatMap((recorded, index) => {
    const ask = askFor(recorded.method, recorded.path)
    return ask ? [{ index, title: `${recorded.group}: ${recorded.name}`, recorded, ask }] : []
  })

  test('leave out no more than what no dashboard asks', () => {
    const methods = readRecording(generation).filter(({ method, path }) => !askFor(method, path))
    const unspoken = new Set(methods.map(({ method, path }) => `${method} ${path.replace(/\d{16,}/, ':id')}`))
    expect([...unspoken].sort()).toEqual([
      'GET /api/dashboard/settings/:id/',
      'GET /api/nope',
      'OPTIONS /api/dashboard/settings/:id',
      'PATCH /api/dashboard/settings/:id',
    ])
  })

  test.each(spoken)('$index $title', async ({ recorded, ask }) => {
    line = recorded
    const client = new AlphapyClient({ baseUrl, apiKey: API_KEY, window: new MemoryCallWindow(roomForAll) })
    const credentials: Credentials = recorded.credentials === 'none' ? { kind: 'none' } : person
    const guildId = (/\d{16,}/.exec(recorded.path)?.[0] ?? '1') as Snowflake
    const id = recorded.path.split('?')[0]?.split('/').at(-1) ?? ''
    const result = await ask(client, { guildId, actorId: 'ada', credentials, id })
    const wanted = meaningOf(recorded)
    const got = result.ok ? undefined : [result.problem.code, result.problem.reason]
    expect(got).toEqual(wanted && [wanted[0], wanted[1]])
    if (result.ok) {
      expect(recorded.status).toBeLessThan(300)
      const ids = JSON.stringify(result.data).match(/\d{16,}/g) ?? []
      expect(ids.filter((kept) => !recorded.responseBody.includes(kept))).toEqual([])
    } else {
      expect(result.problem.status).toBe(recorded.status)
      expect(result.problem.safeToRepeat).toBe(
        recorded.method === 'GET' || recorded.status < 500 || recorded.status === 503,
      )
    }
  })
})

const roomForAll = { reads: 1_000, writes: 1_000, windowMs: 60_000 }
