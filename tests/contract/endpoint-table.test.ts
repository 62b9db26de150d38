/** The tables of docs/alphapy.md say what the client does and what the local Alphapy has. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type Generation, reached } from '@/dev/alphapy-server/generation'
import { ROUTES } from '@/dev/alphapy-server/routes'
import type { AlphapyClient } from '@/lib/alphapy/transport/client'
import {
  type Access,
  type Credentials,
  showings,
  verifiedDiscordId,
  verifiedUserId,
} from '@/lib/alphapy/transport/credentials'
import type { Snowflake } from '@/lib/format/snowflake'
import { problem } from '@/lib/problems/problem'
import { failed } from '@/lib/problems/result'
import { clientRoutes } from './support/client-routes'

const root = new URL('../../', import.meta.url)
const page = readFileSync(new URL('docs/alphapy.md', root), 'utf8')
const rows = page
  .split('\n')
  .filter((line) => /^\| (GET|POST|PUT|DELETE) /.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, call = '', ...cells]) => ({ call: call.replaceAll('`', ''), cells: cells.slice(0, -1) }))
const told = rows.filter(({ cells }) => cells.length === 5)
const leftAlone = rows.filter(({ cells }) => cells.length === 1)

interface Made {
  method: string
  route: string
  access: Access
  share?: string
  freshForMs?: number
}

const discordId = verifiedDiscordId([{ provider: 'discord', id: '305678901234567890' }])
const person: Credentials = {
  kind: 'jwt',
  token: 'the token',
  userId: verifiedUserId({ sub: 'the user' }),
  ...(discordId ? { discordId } : {}),
}

/** What every call of the client comes down to, before anything is sent. */
const made = await collect()

async function collect(): Promise<Made[]> {
  const calls: Made[] = []
  const note = (request: Made) => {
    calls.push({ ...request, method: request.method ?? 'GET' })
    return Promise.resolve(failed(problem('unexpected')))
  }
  const client = { read: note, write: note } as unknown as AlphapyClient
  for (const [, , ask] of clientRoutes) {
    await ask(client, {
      guildId: '1123456789012345678' as Snowflake,
      actorId: 'the person',
      credentials: person,
      id: '1',
    })
  }
  return calls
}

const nameOf = ({ method, route }: Made) => `${method} ${route}`
const shapeOf = (call: string) => call.replaceAll(/:\w+|\{\w+\}/g, ':')
const wayNames = { none: 'open', jwt: 'token', key: 'key', 'discord-pair': 'Discord', 'user-pair': 'user' } as const

/** What is shown on a server of this generation, best first. */
function shown(call: Made, generation: Generation): string {
  const there = ROUTES.find(({ method, pattern }) => shapeOf(`${method} ${pattern}`) === shapeOf(nameOf(call)))
  if (!there || !reached(generation, there.since)) return '–'
  const ways = showings({
    access: call.access,
    credentials: person,
    apiKey: 'the key',
    possible: new Set([generation]),
  })
  if (typeof ways === 'string') return ways
  return ways
    .map(({ family, headers }) => (headers['x-user-id'] === discordId ? 'Discord id as user' : wayNames[family]))
    .join(' → ')
}

function keptFor(name: string): string {
  const readings = made.filter((call) => nameOf(call) === name && call.freshForMs !== undefined)
  const to = ({ share = '' }: Made) => (share === 'everyone' ? 'all' : share.startsWith('guild:') ? 'guild' : 'person')
  const each = readings.map((call) => `${(call.freshForMs ?? 0) / 1_000} s, ${to(call)}`)
  return each.length === 0
    ? '–'
    : [...new Set(each)].sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10)).join('; ')
}

describe('the table of calls', () => {
  test('names every call of the client, each once', () => {
    const calls = new Set(made.map(nameOf))
    expect(told.map(({ call }) => call).sort()).toEqual([...calls].sort())
  })

  test.each(told)('$call: shown and kept as told', ({ call, cells }) => {
    const one = made.find((other) => nameOf(other) === call)
    if (!one) throw new Error('the client has no such call')
    const wanted = (['A', 'B', 'C'] as const).map((generation) => `\`${shown(one, generation)}\``)
    expect(cells.slice(0, 4)).toEqual([...wanted, keptFor(call)])
  })

  test('leaves out no route of the local Alphapy without saying why', () => {
    const named = [...told, ...leftAlone].map(({ call }) => shapeOf(call))
    expect(named.sort()).toEqual(ROUTES.map(({ method, pattern }) => shapeOf(`${method} ${pattern}`)).sort())
    expect(leftAlone.every(({ cells }) => (cells[0] ?? '').length > 10)).toBe(true)
  })
})

test('every call of an endpoint module is among those that are tried', () => {
  const tried = readFileSync(new URL('tests/contract/support/client-routes.ts', root), 'utf8')
  const folder = new URL('lib/alphapy/endpoints/', root)
  const modules = readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  const calls = modules.flatMap((name) => {
    const text = readFileSync(new URL(name, folder), 'utf8')
    return [...text.matchAll(/export function (\w+)\(\s*client: AlphapyClient/g)].map((found) => found[1] ?? '')
  })
  expect(calls.length).toBeGreaterThan(35)
  expect(calls.filter((name) => !new RegExp(`\\b${name}\\b`).test(tried))).toEqual([])
})
