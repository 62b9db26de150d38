/**
 * What the door costs a visit with a fresh token: the built Mind on the local stack answers its health route, which asks
 * nobody, in turn with and without a session. Ends with code 1 when the door called the auth server or takes too long.
 */
import { PEOPLE } from '@/dev/seed/people'
import { type Stack, startStack } from '@/dev/start'
import { orExit } from '@/scripts/or-exit'

/** What a session may add to the median answer, in milliseconds. */
const BUDGET_MS = 3
const WARM_UP = 200
const ROUNDS = 1_000

process.exitCode = await orExit(main())

async function main(): Promise<number> {
  const stack = await startStack({ label: 'bench' })
  try {
    const cookie = await sessionCookie(stack)
    const url = `${stack.urls.mind}/api/health`
    const visits = { with: () => timed(url, { cookie }), without: () => timed(url, {}) }
    for (let round = 0; round < WARM_UP; round++) await Promise.all([visits.with(), visits.without()])
    await control(stack, 'DELETE', '/requests')
    const times = await inTurn(visits)
    const { requests } = (await control(stack, 'GET', '/requests')) as { requests: unknown[] }
    return report(times, requests.length)
  } finally {
    await stack.stop()
  }
}

/** One after the other, and the first of each round by turns, so that what else the machine does meets both alike. */
async function inTurn(visits: Record<'with' | 'without', () => Promise<number>>) {
  const times = { with: [] as number[], without: [] as number[] }
  for (let round = 0; round < ROUNDS; round++) {
    const order = round % 2 === 0 ? (['with', 'without'] as const) : (['without', 'with'] as const)
    for (const kind of order) times[kind].push(await visits[kind]())
  }
  return times
}

async function timed(url: string, headers: Record<string, string>): Promise<number> {
  const began = performance.now()
  const answer = await fetch(url, { headers })
  await answer.arrayBuffer()
  const took = performance.now() - began
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`)
  const isSignedOut = answer.headers.getSetCookie().some((line) => line.startsWith('sb-'))
  if (isSignedOut) throw new Error('The door changed the session, so something else was measured')
  return took
}

async function sessionCookie(stack: Stack): Promise<string> {
  const session = await control(stack, 'POST', '/sessions', { userId: PEOPLE.ada.userId })
  return `sb-mind-auth-token=base64-${Buffer.from(JSON.stringify(session)).toString('base64url')}`
}

async function control(stack: Stack, method: string, path: string, body?: unknown): Promise<unknown> {
  const init = body === undefined ? { method } : { method, body: JSON.stringify(body) }
  const answer = await fetch(stack.control.auth + path, init)
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}`)
  return answer.json()
}

function report(times: { with: number[]; without: number[] }, calls: number): number {
  const at = (values: number[], part: number): number =>
    values.toSorted((a, b) => a - b)[Math.floor(values.length * part)] ?? Number.NaN
  const added = at(times.with, 0.5) - at(times.without, 0.5)
  const line = (name: string, values: number[]): string =>
    `${name.padEnd(22)}median ${at(values, 0.5).toFixed(2)} ms   95 % ${at(values, 0.95).toFixed(2)} ms   (${values.length} visits)`
  console.log(line('with a fresh session', times.with))
  console.log(line('without a session', times.without))
  console.log(`${'added by the session'.padEnd(22)}median ${added.toFixed(2)} ms   budget ${BUDGET_MS.toFixed(2)} ms`)
  console.log(`calls to the auth server: ${calls}, budget 0`)
  return added <= BUDGET_MS && calls === 0 ? 0 : 1
}
