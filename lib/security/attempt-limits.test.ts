import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Attempt, AttemptCounters, type AttemptKind, attemptLimits } from './attempt-limits'

beforeEach(() => vi.useFakeTimers({ now: 1_800_000_000_000 }))
afterEach(() => vi.useRealTimers())

const kinds = Object.keys(attemptLimits) as AttemptKind[]
const account = 'ada@example.test'
const windowMs = (kind: AttemptKind) => attemptLimits[kind].windowS * 1000

/** Tries until refused or `most` times, and tells how many went through. */
async function triesLeft(counters: AttemptCounters, kind: AttemptKind, attempt: Attempt, most = 500): Promise<number> {
  for (let made = 0; made < most; made++) if (!(await counters.count(kind, attempt)).ok) return made
  return most
}

describe.each(kinds)('attempts of the kind %s', (kind) => {
  const { pair, account: all, address: one } = attemptLimits[kind]

  it('end for one account from one address, with the true wait, and go on when it is over', async () => {
    const counters = new AttemptCounters()
    const attempt = { account, address: '192.0.2.1' }
    expect(await triesLeft(counters, kind, attempt)).toBe(pair)
    vi.advanceTimersByTime(60_000)
    expect(await counters.count(kind, attempt)).toMatchObject({
      ok: false,
      problem: { code: 'busy', reason: 'too-many-attempts', retryAfterMs: windowMs(kind) - 60_000 },
    })
    vi.advanceTimersByTime(windowMs(kind) - 60_001)
    expect((await counters.count(kind, attempt)).ok).toBe(false)
    vi.advanceTimersByTime(1)
    expect(await triesLeft(counters, kind, attempt)).toBe(pair)
  })

  it('end for one account from however many addresses', async () => {
    const counters = new AttemptCounters()
    let made = 0
    for (let n = 0; n < 200; n++) made += await triesLeft(counters, kind, { account, address: `192.0.2.${n}` })
    expect(made).toBe(all)
  })

  it('end for one address at however many accounts', async () => {
    const counters = new AttemptCounters()
    const address = '192.0.2.1'
    let made = 0
    for (let n = 0; n < 200; n++) made += await triesLeft(counters, kind, { account: `a${n}@example.test`, address }, 1)
    expect(made).toBe(one)
  })

  it('without a vouched address end per account, and one account holds up no other', async () => {
    const counters = new AttemptCounters()
    expect(await triesLeft(counters, kind, { account })).toBe(all)
    expect(await triesLeft(counters, kind, { account: 'bob@example.test' })).toBe(all)
  })

  it('by one address leave the rest of the account to its owner elsewhere', async () => {
    const counters = new AttemptCounters()
    for (let n = 0; n < 500; n++) await counters.count(kind, { account, address: '203.0.113.9' })
    expect(await triesLeft(counters, kind, { account, address: '192.0.2.1' })).toBe(Math.min(pair, all - pair))
  })

  it('by strangers everywhere never keep out a browser the account knows', async () => {
    const counters = new AttemptCounters()
    const own = { account, address: '192.0.2.1', browser: 'ada’s own' }
    await counters.settle(kind, own)
    for (let n = 0; n < 500; n++) await counters.count(kind, { account, address: `198.51.100.${n}`, browser: `b${n}` })
    expect(await triesLeft(counters, kind, { account, browser: 'a new one' })).toBe(0)
    expect(await triesLeft(counters, kind, own)).toBe(pair)
    vi.advanceTimersByTime(windowMs(kind))
    expect(await triesLeft(counters, kind, own)).toBe(pair)
  })
})

describe('a success', () => {
  it('gives the account its attempts back', async () => {
    const counters = new AttemptCounters()
    const attempt = { account, address: '192.0.2.1', browser: 'one' }
    await triesLeft(counters, 'sign-in', attempt)
    await counters.settle('sign-in', attempt)
    expect(await triesLeft(counters, 'sign-in', { account, address: '192.0.2.1' })).toBe(attemptLimits['sign-in'].pair)
  })

  it('gives back what was tried from everywhere, too', async () => {
    const counters = new AttemptCounters()
    await triesLeft(counters, 'sign-in', { account })
    await counters.settle('sign-in', { account })
    expect(await triesLeft(counters, 'sign-in', { account })).toBe(attemptLimits['sign-in'].account)
  })

  it('at an account of one’s own gives nothing back to the address', async () => {
    const counters = new AttemptCounters()
    const address = '203.0.113.9'
    let guesses = 0
    for (let n = 0; n < 200; n++) {
      if ((await counters.count('sign-in', { account: `victim${n}@example.test`, address })).ok) guesses++
      await counters.settle('sign-in', { account: 'mallory@example.test', address })
    }
    expect(guesses).toBe(attemptLimits['sign-in'].address)
  })

  it('at one account makes a browser known to no other', async () => {
    const counters = new AttemptCounters()
    await counters.settle('sign-in', { account: 'mallory@example.test', browser: 'hers' })
    await triesLeft(counters, 'sign-in', { account })
    expect((await counters.count('sign-in', { account, browser: 'hers' })).ok).toBe(false)
  })
})

describe('an account', () => {
  it('is the same however it is written', async () => {
    const counters = new AttemptCounters()
    await triesLeft(counters, 'sign-in', { account: 'ada@example.test' })
    for (const written of ['ADA@example.test', ' ada@Example.test ', 'ａda@example.test']) {
      expect((await counters.count('sign-in', { account: written })).ok).toBe(false)
    }
  })

  it('is named in no counter', async () => {
    const keys: string[] = []
    const watched = {
      consume: async (key: string) => void keys.push(key),
      get: async (key: string) => void keys.push(key),
      set: async (key: string) => void keys.push(key),
      delete: async (key: string) => void keys.push(key),
    }
    const counters = new AttemptCounters(() => watched as never)
    const text = fc.string({ minLength: 6, unit: fc.constantFrom(...'abcdef@.') })
    await fc.assert(
      fc.asyncProperty(text, text, text, async (whose, address, browser) => {
        await counters.count('code', { account: whose, address, browser })
        await counters.settle('code', { account: whose, address, browser })
        for (const part of [whose, address, browser]) expect(keys.join(' ')).not.toContain(part)
        keys.length = 0
      }),
    )
  })
})
