import { redirect } from 'next/navigation'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import * as z from 'zod'
import { keepLogLines } from '@/lib/log/test-lines'
import { ok } from '@/lib/problems/result'
import { defineAction, defineFirstFactorAction, definePublicAction } from './define-action'

const csrf = 'c'.repeat(32)
const own = { origin: 'http://mind.example', host: 'mind.example', 'x-request-id': 'the-id-of-the-door' }
let sent: Record<string, string> = own

// The request around an action is the framework's; here it is what each test says it is.
vi.mock('next/headers', () => ({
  headers: async () => new Headers(sent),
  cookies: async () => ({ get: (name: string) => (name === 'mind-csrf' ? { value: csrf } : undefined) }),
}))

const kept = keepLogLines()
const run = vi.fn()
const act = definePublicAction({ name: 'test.act', input: z.object({ text: z.string() }), run })

beforeEach(() => {
  sent = own
  run.mockReset()
})

describe('an exception inside an action', () => {
  it('is `unexpected` with an id to quote outside, and its details stand in the log under that id', async () => {
    run.mockImplementation(() => {
      throw Object.assign(new TypeError('the ledger has no page 7'), { input: 'typed by somebody' })
    })
    expect(await act({ text: 'typed by somebody' }, csrf)).toEqual({
      ok: false,
      problem: { code: 'unexpected', safeToRepeat: false, requestId: 'the-id-of-the-door' },
    })
    expect(kept.lines().at(-1)).toMatchObject({
      msg: 'action failed',
      action: 'test.act',
      requestId: 'the-id-of-the-door',
      err: { type: 'TypeError', message: 'the ledger has no page 7', stack: expect.stringContaining('define-action') },
    })
    expect(kept.text()).not.toContain('typed by somebody')
  })

  it('is the same for a promise that fails, and for what is thrown and no error', async () => {
    for (const thrown of [new Error('late'), 'a word', undefined]) {
      run.mockRejectedValue(thrown)
      expect(await act({ text: 'a' }, csrf)).toMatchObject({ ok: false, problem: { code: 'unexpected' } })
      expect(kept.lines().at(-1)).toMatchObject({ msg: 'action failed', requestId: 'the-id-of-the-door' })
    }
  })

  it('is none when it leads on: a redirect goes through', async () => {
    run.mockImplementation(() => redirect('/guilds'))
    await expect(act({ text: 'a' }, csrf)).rejects.toThrow('NEXT_REDIRECT')
  })
})

describe('an action of somebody signed in, or half of it', () => {
  it.each([
    ['signed in', defineAction, 'signed-out'],
    ['at the second question', defineFirstFactorAction, 'signed-out'],
  ])('does not run where nobody is %s', async (_, define, code) => {
    const input = z.object({ text: z.string() })
    expect(await define({ name: 'test.act', input, run })({ text: 'a' }, csrf)).toMatchObject({ problem: { code } })
    expect(run).not.toHaveBeenCalled()
    expect(kept.lines().at(-1)).toMatchObject({ msg: 'action refused', outcome: code })
  })
})

describe('an action', () => {
  it('runs with what its schema says and leaves a line', async () => {
    run.mockResolvedValue(ok('done'))
    expect(await act({ text: 'a', more: 1 } as { text: string }, csrf)).toEqual(ok('done'))
    expect(run).toHaveBeenCalledExactlyOnceWith({ text: 'a' }, 'the-id-of-the-door')
    expect(kept.lines().at(-1)).toMatchObject({ msg: 'action', action: 'test.act', outcome: 'ok' })
  })

  it.each([
    ['another origin', { ...own, origin: 'https://evil.example' }, { text: 'a' }, csrf, 'foreign-origin'],
    ['no origin', { host: own.host }, { text: 'a' }, csrf, 'foreign-origin'],
    ['another browser’s token', own, { text: 'a' }, 'f'.repeat(32), 'stale-page'],
    ['no token', own, { text: 'a' }, undefined, 'stale-page'],
    ['a token that is no text', own, { text: 'a' }, [csrf], 'stale-page'],
    ['another shape', own, { text: 7 }, csrf, undefined],
    ['nothing', own, undefined, csrf, undefined],
  ])('does not run for %s, and says so in the log', async (_what, from, input, token, reason) => {
    sent = from
    expect((await act(input as { text: string }, token as string)).ok).toBe(false)
    expect(run).not.toHaveBeenCalled()
    expect(kept.lines().at(-1)).toMatchObject({
      msg: 'action refused',
      action: 'test.act',
      ...(reason ? { reason } : {}),
    })
  })
})
