import { describe, expect, it } from 'vitest'
import type { CallClass } from '../call-window'
import { GrantLog } from './grant-log'

const windowMs = 60_000

function makeLog() {
  const clock = { now: 0 }
  const log = new GrantLog(windowMs, () => clock.now)
  let seq = 0
  const waiting = (callClass: CallClass, person: string, guild = `guild of ${person}`) => ({
    seq: seq++,
    entrant: { callClass, person, guild },
  })
  const letIn = (person: string, guild = `guild of ${person}`) =>
    log.add({ callClass: 'read', person, guild, places: 1, isSave: false })
  const order = (...line: ReturnType<typeof waiting>[]) =>
    log.inTurn(line).map(({ entrant: { callClass, person } }) => `${callClass} ${person}`)
  return { clock, log, waiting, letIn, order }
}

describe('the order of turns', () => {
  it('is saves as they came, then people, then polls', () => {
    const { waiting, order } = makeLog()
    const line = [waiting('poll', 'ada'), waiting('read', 'ada'), waiting('write', 'bram'), waiting('write', 'ada')]
    expect(order(...line)).toEqual(['write bram', 'write ada', 'read ada', 'poll ada'])
  })

  it('goes to whoever has had least of late, and forgets what is a window old', () => {
    const { clock, waiting, letIn, order } = makeLog()
    letIn('ada')
    const line = [waiting('read', 'ada'), waiting('read', 'bram')]
    expect(order(...line)).toEqual(['read bram', 'read ada'])
    clock.now = windowMs
    expect(order(...line)).toEqual(['read ada', 'read bram'])
  })

  it('among people who have had the same goes to whose guild has had least', () => {
    const { waiting, letIn, order } = makeLog()
    letIn('chloe', 'busy')
    expect(order(waiting('read', 'ada', 'busy'), waiting('read', 'bram', 'quiet'))).toEqual(['read bram', 'read ada'])
  })

  it('gives nobody two turns before somebody else who waits has had one', () => {
    const { waiting, order } = makeLog()
    const line = [waiting('read', 'ada'), waiting('read', 'ada'), waiting('read', 'bram')]
    expect(order(...line)).toEqual(['read ada', 'read bram', 'read ada'])
  })
})

describe('what somebody has had', () => {
  it('weighs ten times as much for one refusal, for as long as any', () => {
    const { clock, log, letIn } = makeLog()
    for (let call = 0; call < 5; call++) letIn('ada')
    expect(log.hasShare('ada', 5, 30)).toBe(true)
    log.addRefusal('bram')
    expect([log.hasShare('bram', 26, 30), log.hasShare('bram', 27, 30)]).toEqual([true, false])
    clock.now = windowMs
    expect(log.hasShare('bram', 27, 30)).toBe(true)
  })

  it('is of others only while somebody else was let in', () => {
    const { log, letIn } = makeLog()
    letIn('ada')
    expect([log.hasOthers('ada'), log.hasOthers('bram')]).toEqual([false, true])
  })

  it('for saving is counted by saves alone', () => {
    const { clock, log, letIn } = makeLog()
    letIn('ada')
    const save = { callClass: 'write' as const, person: 'ada', guild: '1', places: 3 }
    log.add({ ...save, isSave: false })
    expect(log.waitForSavingMs('ada', 0)).toBe(0)
    clock.now = 10_000
    log.add({ ...save, isSave: true })
    expect([log.waitForSavingMs('ada', 3), log.waitForSavingMs('ada', 2)]).toEqual([0, windowMs])
    clock.now = 30_000
    expect(log.waitForSavingMs('ada', 2)).toBe(40_000)
  })
})
