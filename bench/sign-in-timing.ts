/**
 * Whether the time of an answer tells if there is an account: refused passwords, refused codes, and messages asked for, at
 * accounts that exist, that are not confirmed, and that are none, against the built Mind on the local stack. Three times: as
 * quick as the local auth server is, as slow as a real one where it has to compare or to send, and slower than any least
 * time. Ends with code 1 when two answers tell too often which of them was for an account that exists.
 */
import { randomUUID } from 'node:crypto'
import { type Stack, startStack } from '@/dev/start'
import { orExit } from '@/scripts/or-exit'

/** Of two answers, how often the slower one may be the one for the account that exists (or always the quicker); chance is 50 %. */
const BUDGET_PERCENT = 70
const ROUNDS = 60
const WARM_UP = 4
const AT_ONCE = 5
const CSRF = 'c'.repeat(32)

type Account = 'known' | 'unconfirmed' | 'unknown'
type What = 'password' | 'code' | 'code asked for' | 'reset asked for'

/** What the auth server needs longer where there is an account, to compare a password or code and to send a message. */
const SLOWNESS = [
  { name: 'as the local server is', compareMs: 0, sendMs: 0 },
  { name: 'as a real one is', compareMs: 120, sendMs: 450 },
  { name: 'slower than any least time', compareMs: 700, sendMs: 1_500 },
] as const

const WANTED: readonly [what: What, accounts: readonly Account[]][] = [
  ['password', ['known', 'unconfirmed', 'unknown']],
  ['reset asked for', ['known', 'unconfirmed', 'unknown']],
  ['code asked for', ['known', 'unknown']],
  ['code', ['known', 'unknown']],
]

interface Form {
  path: string
  cookie: string
  hidden: [name: string, value: string][]
}

/** By the address of its page; they stay the same. */
const hiddenFields = new Map<string, Form['hidden']>()

process.exitCode = await orExit(main())

async function main(): Promise<number> {
  const stack = await startStack({ label: 'bench', seed: 'none' })
  try {
    // With sign-up open an unknown address becomes an account: there would be nothing to tell.
    await control(stack, 'POST', '/config', { disableSignup: true })
    let failed = false
    for (const slowness of SLOWNESS) {
      console.log(`\n${slowness.name}: +${slowness.compareMs} ms to compare, +${slowness.sendMs} ms to send`)
      for (const [what, accounts] of WANTED) {
        const times = await measure(stack, what, accounts, slowness)
        failed = report(what, times) || failed
      }
    }
    return failed ? 1 : 0
  } finally {
    await stack.stop()
  }
}

/** A fresh account for each measurement, and the kinds of accounts by turns. */
async function measure(stack: Stack, what: What, accounts: readonly Account[], slowness: (typeof SLOWNESS)[number]) {
  const times = new Map(accounts.map((account) => [account, [] as number[]]))
  const rounds = Array.from({ length: WARM_UP + ROUNDS }, (_, round) => round)
  const worker = async () => {
    for (let round = rounds.shift(); round !== undefined; round = rounds.shift()) {
      // The first of each round by turns, so that what else the machine does meets all alike.
      for (const account of [
        ...accounts.slice(round % accounts.length),
        ...accounts.slice(0, round % accounts.length),
      ]) {
        const email = await someone(stack, account, slowness)
        const took = await attempt(stack, what, email)
        if (round >= WARM_UP) times.get(account)?.push(took)
      }
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return times
}

async function someone(stack: Stack, account: Account, { compareMs, sendMs }: (typeof SLOWNESS)[number]) {
  const email = `${account}-${randomUUID()}@example.test`
  if (account === 'unknown') return email
  await control(stack, 'POST', '/users', { email, password: randomUUID(), confirmed: account === 'known' })
  for (const [path, delayMs] of [
    ['/token|/verify', compareMs],
    ['/otp|/recover', sendMs],
  ] as const) {
    if (delayMs > 0) await control(stack, 'POST', '/faults', { match: { path, subject: email }, do: { delayMs } })
  }
  return email
}

async function attempt(stack: Stack, what: What, email: string): Promise<number> {
  if (what === 'password') {
    const form = await readForm(stack, '/login', 'password')
    return send(stack, form, { email, password: 'not the password' }, 200)
  }
  if (what === 'reset asked for')
    return send(stack, await readForm(stack, '/login?with=reset', 'email'), { email }, 303)
  const asking = await readForm(stack, '/login', 'password')
  if (what === 'code asked for') return send(stack, asking, { email, way: 'email' }, 303)
  const cookies: string[] = []
  await send(stack, asking, { email, way: 'email' }, 303, cookies)
  const form = await readForm(stack, '/login?with=code', 'code', cookies)
  return send(stack, form, { code: '000000' }, 200)
}

/** The hidden fields of the form that has this field, as a browser without scripts would send them. Read once: they stay. */
async function readForm(stack: Stack, path: string, field: string, cookies: string[] = []): Promise<Form> {
  const cookie = [`mind-csrf=${CSRF}`, ...cookies].join('; ')
  const before = hiddenFields.get(path)
  if (before) return { path, cookie, hidden: before }
  const page = await (await fetch(stack.urls.mind + path, { headers: { cookie } })).text()
  const form = [...page.matchAll(/<form[^>]*>.*?<\/form>/gs)].find(([text]) => text.includes(`name="${field}"`))?.[0]
  if (!form) throw new Error(`${path} has no form with ${field}`)
  const hidden = [...form.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([input]): [string, string] => {
    const part = (name: string) => new RegExp(` ${name}="([^"]*)"`).exec(input)?.[1] ?? ''
    return [part('name'), part('value').replaceAll('&quot;', '"').replaceAll('&amp;', '&')]
  })
  hiddenFields.set(path, hidden)
  return { path, cookie, hidden }
}

/** Milliseconds until the answer was there whole. */
async function send(
  stack: Stack,
  { path, cookie, hidden }: Form,
  fields: Record<string, string>,
  status: number,
  cookies: string[] = [],
): Promise<number> {
  const body = new FormData()
  for (const [name, value] of [...hidden, ...Object.entries(fields)]) body.set(name, value)
  const headers = { cookie, origin: stack.urls.mind }
  const began = performance.now()
  const answer = await fetch(stack.urls.mind + path, { method: 'POST', redirect: 'manual', headers, body })
  const text = await answer.text()
  const took = performance.now() - began
  if (answer.status !== status || />Too many attempts</.test(text)) {
    throw new Error(`${path} answered ${answer.status}, so something else was measured`)
  }
  cookies.push(...answer.headers.getSetCookie().map((line) => line.split(';')[0] ?? ''))
  return took
}

async function control(stack: Stack, method: string, path: string, body: unknown): Promise<unknown> {
  const answer = await fetch(stack.control.auth + path, { method, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}`)
  return answer.json()
}

/** Prints one kind of answers; true when it tells accounts apart. */
function report(what: What, times: ReadonlyMap<Account, number[]>): boolean {
  const at = (values: number[], part: number): number =>
    values.toSorted((a, b) => a - b)[Math.floor(values.length * part)] ?? Number.NaN
  const unknown = times.get('unknown') ?? []
  let tells = false
  for (const [account, values] of times) {
    const spread = `10 to 90 %: ${at(values, 0.1).toFixed(0)} to ${at(values, 0.9).toFixed(0)} ms`
    const percent = account === 'unknown' ? undefined : guessed(values, unknown)
    if (percent !== undefined && percent > BUDGET_PERCENT) tells = true
    const guess = percent === undefined ? '' : `   guessed right ${percent.toFixed(0)} %, budget ${BUDGET_PERCENT} %`
    console.log(
      `  ${what.padEnd(16)} ${account.padEnd(12)} median ${at(values, 0.5).toFixed(1)} ms   ${spread}${guess}`,
    )
  }
  return tells
}

/** In how many of all pairs, in percent, the slower one is the account that exists; or the quicker one, if that is more. */
function guessed(existing: number[], unknown: number[]): number {
  const pairs = existing.flatMap((one) => unknown.map((other): number => (one > other ? 1 : one === other ? 0.5 : 0)))
  const share = pairs.reduce((sum, won) => sum + won, 0) / pairs.length
  return 100 * Math.max(share, 1 - share)
}
