import { describe, expect, it } from 'vitest'
import { log } from './log'
import { keepLogLines } from './test-lines'

const kept = keepLogLines()
const token = `eyJ${'a'.repeat(20)}.eyJ${'b'.repeat(40)}.${'c'.repeat(43)}`
const secrets = [token, `${token.slice(0, 64)}.`, `sb_secret_${'k'.repeat(22)}`, `base64-${'s'.repeat(60)}`]

describe('a line of the log', () => {
  it.each(secrets)('has no secret in it, wherever one slipped in: %s', (secret) => {
    const before = kept.text().length
    const cause = new TypeError(`in a cause: ${secret}`)
    log.error(
      { requestId: 'r', err: new Error(`in a message: ${secret}`, { cause }), nested: { deep: [secret] } },
      'event',
    )
    log.warn({ requestId: 'r', token: secret, nested: { refresh_token: secret } }, `in an event: ${secret}`)
    const printed = kept.text().slice(before)
    expect(printed).not.toContain(secret)
    expect(printed.match(/\[removed\]/g)?.length).toBeGreaterThan(6)
  })

  it('tells of an error what it is and where it arose, and nothing else it carries', () => {
    const error = Object.assign(new RangeError('too far'), { input: 'what somebody typed', body: { note: 'sent' } })
    log.error({ requestId: 'of-the-error', err: error }, 'event')
    log.error({ requestId: 'of-the-string', err: 'thrown as it was typed' }, 'event')
    const [told, bare] = kept.lines().slice(-2)
    expect(told).toMatchObject({
      requestId: 'of-the-error',
      err: { type: 'RangeError', message: 'too far', stack: expect.stringContaining('log.test') },
    })
    expect(bare).toMatchObject({ requestId: 'of-the-string', err: { type: 'string' } })
    for (const typed of ['what somebody typed', 'sent', 'as it was typed'])
      expect(kept.text()).not.toContain(`"${typed}`)
    expect(kept.text()).not.toContain('thrown as')
  })

  it('stays one line of JSON', () => {
    log.info({ requestId: 'r', why: `Bearer ${'x'.repeat(30)}", "y": "z\n` }, 'event')
    expect(kept.lines().at(-1)).toMatchObject({ why: '[removed]", "y": "z\n', msg: 'event' })
  })
})
