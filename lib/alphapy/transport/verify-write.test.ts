import { describe, expect, it } from 'vitest'
import { problem } from '@/lib/problems/problem'
import { failed, ok, type Result } from '@/lib/problems/result'
import { type Judgement, verifyWrite } from './verify-write'

/** A write answered so, and what the readings after it show, one after the other. */
async function verified(written: Result<unknown>, ...readings: (Judgement | 'away')[]) {
  const did: string[] = []
  const left = [...readings]
  const outcome = await verifyWrite<Judgement>({
    write: async () => {
      did.push('write')
      return written
    },
    readBack: async () => {
      did.push('read')
      const shown = left.shift() ?? 'away'
      return shown === 'away' ? failed(problem('unavailable')) : ok({ value: shown, readAt: 1 })
    },
    judge: (now) => now,
    pause: async (ms) => void did.push(`pause ${ms}`),
  })
  return [outcome.ok ? outcome.data.kind : outcome.problem.code, did.join(', ')]
}

const yes = ok({ success: true })
const unanswered = failed(problem('unknown-outcome'))
const failedThere = failed(problem('unknown-outcome', { status: 500 }))

describe('a write', () => {
  it('comes to what the reading shows, whatever it was answered, and is never repeated', async () => {
    for (const written of [yes, failedThere, unanswered]) {
      expect(await verified(written, 'applied')).toEqual(['applied', 'write, read'])
      expect(await verified(written, 'in-part')).toEqual(['in-part', 'write, read'])
    }
    expect(await verified(yes, 'not-applied')).toEqual(['not-applied', 'write, read'])
    expect(await verified(failedThere, 'not-applied')).toEqual(['not-applied', 'write, read'])
  })

  it('whose answer was lost is looked at once more when it is not there yet', async () => {
    const twice = 'write, read, pause 1500, read'
    expect(await verified(unanswered, 'not-applied', 'applied')).toEqual(['applied', twice])
    expect(await verified(unanswered, 'not-applied', 'not-applied')).toEqual(['not-applied', twice])
    expect(await verified(unanswered, 'not-applied', 'away')).toEqual(['unknown-outcome', twice])
  })

  it('that was refused changed nothing and is not read back', async () => {
    for (const code of ['forbidden', 'busy', 'invalid', 'unavailable'] as const) {
      expect(await verified(failed(problem(code, { status: 403 })), 'applied')).toEqual([code, 'write'])
    }
  })

  it('that cannot be read back is accepted after a yes, and known to nobody without one', async () => {
    expect(await verified(yes, 'away')).toEqual(['accepted', 'write, read'])
    for (const written of [failedThere, unanswered]) {
      expect(await verified(written, 'away')).toEqual(['unknown-outcome', 'write, read'])
    }
  })
})
