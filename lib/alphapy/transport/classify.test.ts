import { expect, it } from 'vitest'
import { writeProblem } from './classify'

it.each([
  [500, 500],
  [502, undefined],
  [503, undefined],
  [504, undefined],
  [302, undefined],
])('of a write answered with %s, tells whether the server itself has answered', (status, told) => {
  const exchange = { kind: 'answer' as const, status, contentType: 'text/html', text: '', hasRequestId: false }
  const found = writeProblem(exchange, { requestId: 'r', access: 'user', family: 'jwt' })
  expect(found).toMatchObject({ code: 'unknown-outcome', safeToRepeat: false })
  expect(found.status).toBe(told)
})
