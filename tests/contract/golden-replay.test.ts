/** Every recorded answer of the real server, asked again of the local one. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { call } from './support/call'
import { API_KEY, credentialHeaders, TOKENS } from './support/credentials'
import { maskBody } from './support/mask'
import { buildWorld, leaveTraces, prepareFor } from './support/recorded-world'
import { type Recorded, readRecording } from './support/recording'
import { type ServerProcess, startServer } from './support/server-process'
import { type StandInAuth, startStandInAuth } from './support/stand-in-auth'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/

let auth: StandInAuth
let server: ServerProcess

beforeAll(async () => {
  auth = await startStandInAuth(TOKENS)
  server = await startServer(['--auth-url', auth.url, '--api-key', API_KEY, '--seed', 'none', '--defects', 'head'])
}, 60_000)

afterAll(async () => {
  await server?.stop()
  await auth?.stop()
})

describe.each(['A', 'B', 'C'] as const)('generation %s answers as recorded', (generation) => {
  const lines = readRecording(generation)
  const addresses = sourceAddresses(lines)

  beforeAll(async () => {
    await server.ask('POST', '/reset', { seed: 'none' })
    await server.ask('POST', '/config', { generation })
    await buildWorld(server)
    await call({ port: server.port, path: '/api/health' })
    if (generation === 'A') await leaveTraces(server)
  })

  test.each(lines.map((line, index) => ({ index, title: `${line.group}: ${line.name}`, line })))(
    '$index $title',
    async ({ index, line }) => {
      await prepareFor(server, generation, line)
      const answer = await call({
        port: server.port,
        method: line.method,
        path: line.path,
        address: addresses[index] ?? '127.0.0.1',
        headers: {
          ...credentialHeaders(line.credentials),
          ...line.headers,
          ...(line.body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(line.body === undefined ? {} : { body: line.body }),
      })
      const got = {
        status: answer.status,
        contentType: answer.headers['content-type'],
        allow: answer.headers.allow,
        location: answer.headers.location,
        requestId: requestIdShape(line, answer.headers['x-request-id']),
        body: maskBody(answer.text, generation),
      }
      const recorded = line.responseHeaders
      const wanted = {
        status: line.status,
        contentType: recorded['content-type'] ?? undefined,
        allow: recorded.allow,
        location: recorded.location?.replace(/:\d+\//, `:${server.port}/`),
        requestId: requestIdShape(line, recorded['x-request-id']),
        body: maskBody(line.responseBody, generation),
      }
      expect(got).toEqual(wanted)
    },
  )
})

/** Whether a request id came back, and whether it was the sent one. */
function requestIdShape(line: Recorded, value: string | string[] | undefined): string {
  if (value === undefined) return 'none'
  if (value === line.headers?.['X-Request-ID']) return 'echoed'
  return UUID.test(String(value)) ? 'made' : `unexpected: ${String(value)}`
}

/** An address per call; the limiter group has one for its reads and one for its writes. */
function sourceAddresses(lines: readonly Recorded[]): string[] {
  let writing = false
  return lines.map((line, index) => {
    if (line.group !== 'limiter') return `127.0.${2 + Math.floor(index / 250)}.${1 + (index % 250)}`
    if (line.name === 'write 1 of 10') writing = true
    return writing ? '127.0.1.2' : '127.0.1.1'
  })
}
