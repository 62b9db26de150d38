/** Request ids, error bodies, and which refusal comes first. */
import { describe, expect, test } from 'vitest'
import type { Current } from './target'

/** Tests what holds for every route, on a few of them. */
export function errorGuarantees(current: Current): void {
  describe('a request id', () => {
    test('is echoed as it was sent, also on a refusal', async (context) => {
      const target = current()
      if (target.facts.generation === 'A') target.leaveOut(context, 'generation A knows no request ids')
      const sent = { headers: { 'x-request-id': 'contract-suite/1 ~' }, as: [] }
      for (const path of ['/status', target.settingsPath]) {
        expect((await target.ask('GET', path, sent)).headers.get('x-request-id')).toBe('contract-suite/1 ~')
      }
    })

    test('is given to every request that has none', async (context) => {
      const target = current()
      if (target.facts.generation === 'A') target.leaveOut(context, 'generation A knows no request ids')
      const { headers } = await target.ask('GET', '/status', { as: [] })
      expect(headers.get('x-request-id')).toMatch(/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/)
    })
  })

  describe('an error', () => {
    test('for an unknown path is 404 in JSON', async () => {
      expect(await current().refused(404, 'GET', '/api/no-such-thing')).toBe('Not Found')
    })

    test('for a method a path does not take is 405 in JSON, HEAD included', async () => {
      expect(await current().refused(405, 'PATCH', current().settingsPath)).toBe('Method Not Allowed')
      const head = await current().ask('HEAD', '/api/health', { as: [] })
      expect([head.status, head.text]).toEqual([405, ''])
    })

    test('for a trailing slash is a redirect to the path without it', async () => {
      const reply = await current().ask('GET', `${current().settingsPath}/`)
      expect(reply.status).toBe(307)
      expect(reply.headers.get('location')).toMatch(new RegExp(`${current().settingsPath}$`))
    })

    test('for a bad guild id names the place, in generation C once for the gate and once for the route', async () => {
      const complaint = 'int_parsing at path.guild_id'
      const times = current().facts.generation === 'C' ? 2 : 1
      expect(await current().complaints('GET', '/api/dashboard/settings/abc')).toEqual(Array(times).fill(complaint))
    })
  })

  describe('of several things wrong', () => {
    test('broken JSON is told first, even to somebody who is not signed in', async () => {
      const broken = { text: 'not json', as: [] }
      expect(await current().complaints('POST', current().settingsPath, broken)).toEqual(['json_invalid at body.0'])
    })

    test('not being signed in is told before what the body lacks', async () => {
      const words = await current().refused(401, 'POST', current().settingsPath, { body: { settings: {} }, as: [] })
      expect(words).toBe(current().facts.unsigned)
    })

    test('an unknown guild is told before what the body lacks in generation C, and after it in A and B', async () => {
      const reply = await current().ask('POST', '/api/dashboard/settings/1', { body: { settings: {} } })
      expect(reply.status).toBe(current().facts.generation === 'C' ? 403 : 422)
    })

    test('what the body lacks is told once the person is let in', async () => {
      const complaints = await current().complaints('POST', current().settingsPath, { body: { settings: {} } })
      expect(complaints).toEqual(['missing at body.category'])
    })
  })
}
