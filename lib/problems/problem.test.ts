import { expect, it } from 'vitest'
import { endsAccess, type ProblemCode, problem, problemStatus } from './problem'

/** Every code: the status of Mind's own answer, whether it is harmless to repeat by nature, whether it ends access. */
const codes: Record<ProblemCode, [status: number, harmless: boolean, endsAccess: boolean]> = {
  'signed-out': [401, true, true],
  'session-unknown': [503, true, false],
  'not-linked': [403, true, true],
  forbidden: [403, true, true],
  'not-found': [404, true, true],
  invalid: [422, true, false],
  conflict: [409, true, false],
  busy: [429, true, false],
  unavailable: [503, false, false],
  timeout: [504, false, false],
  'bad-reply': [502, false, false],
  'unknown-outcome': [502, false, false],
  unexpected: [500, false, false],
}

it.each(['server-too-old', 'discord-identity-missing', 'quota-reached', 'premium-needed'] as const)(
  'a refusal for the reason %s is about one thing, and ends nobody’s access',
  (reason) => {
    for (const code of ['forbidden', 'not-linked', 'not-found'] as const) {
      expect(endsAccess(problem(code, { reason }))).toBe(false)
    }
  },
)

it.each(Object.entries(codes) as [ProblemCode, [number, boolean, boolean]][])(
  '%s has its status, and repeating it is offered only where that is harmless',
  (code, [status, harmless, ends]) => {
    const found = problem(code)
    expect([problemStatus(found), found.safeToRepeat, endsAccess(found)]).toEqual([status, harmless, ends])
    expect(problem(code, { safeToRepeat: !harmless }).safeToRepeat).toBe(!harmless)
  },
)
