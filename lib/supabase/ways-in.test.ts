import { describe, expect, it } from 'vitest'
import { WaysIn } from './ways-in'

const offered = { external: { discord: true, email: true, phone: false, google: true }, disable_signup: true }

/** A reader whose auth server answers what `answers` hold in turn, and whose clock stands still. */
function readerOf(answers: (Response | Error)[]) {
  const clock = { now: 0 }
  let asked = 0
  const fetchFn = async () => {
    const answer = answers[asked++]
    if (!(answer instanceof Response)) throw answer ?? new Error('asked too often')
    return answer
  }
  const ways = new WaysIn({ authUrl: 'http://auth', apiKey: 'key', fetchFn, now: () => clock.now })
  return { ways, clock, asked: () => asked }
}

describe('the ways in', () => {
  it('are what the project offers, asked once for all who wait and again only after minutes', async () => {
    const { ways, clock, asked } = readerOf([Response.json(offered)])
    const all = await Promise.all([ways.read(), ways.read(), ways.read()])
    clock.now = 170_000
    all.push(await ways.read())
    for (const one of all) expect(one).toEqual({ discord: true, email: true, phone: false, signUp: false, known: true })
    expect(asked()).toBe(1)
  })

  it('stay as they were known while the auth server is away, and nobody waits for it', async () => {
    const { ways, clock } = readerOf([
      Response.json(offered),
      new Error('away'),
      Response.json({ external: { phone: true } }),
    ])
    await ways.read()
    clock.now = 200_000
    expect((await ways.read()).discord).toBe(true)
    await new Promise(setImmediate)
    clock.now = 206_000
    expect((await ways.read()).discord).toBe(true)
    await new Promise(setImmediate)
    expect(await ways.read()).toEqual({ discord: false, email: false, phone: true, signUp: true, known: true })
  })

  it.each([
    ['does not answer', new Error('away')],
    ['answers with an error', new Response('no', { status: 503 })],
    ['answers nonsense', new Response('<html>')],
  ])('are e-mail alone, said to be a guess, when the auth server %s from the start', async (_, answer) => {
    const { ways, clock, asked } = readerOf([answer, Response.json(offered)])
    expect(await ways.read()).toEqual({ discord: false, email: true, phone: false, signUp: true, known: false })
    clock.now = 4_000
    expect((await ways.read()).known).toBe(false)
    expect(asked()).toBe(1)
    clock.now = 6_000
    expect((await ways.read()).known).toBe(true)
  })
})
