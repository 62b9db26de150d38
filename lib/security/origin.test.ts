import { describe, expect, it } from 'vitest'
import { isOwnOrigin, requestUsesHttps } from './origin'

const headers = (values: Record<string, string>) => new Headers(values)

describe('a change', () => {
  it.each([
    [{ origin: 'https://mind.example', host: 'mind.example' }, undefined, true],
    [{ origin: 'http://localhost:3000', host: 'localhost:3000' }, undefined, true],
    [{ origin: 'https://mind.example', host: '10.0.0.7:3000', 'x-forwarded-host': 'mind.example' }, undefined, true],
    [{ origin: 'https://mind.example', host: '10.0.0.7:3000' }, 'https://mind.example', true],
    [{ origin: 'https://evil.example', host: 'mind.example' }, undefined, false],
    [{ origin: 'https://mind.example.evil.example', host: 'mind.example' }, undefined, false],
    [{ origin: 'null', host: 'mind.example' }, undefined, false],
    [{ host: 'mind.example' }, undefined, false],
    [{ origin: 'https://evil.example', host: 'evil.example' }, 'https://mind.example', false],
    [{ origin: 'not an address', host: 'mind.example' }, undefined, false],
  ])('from %j with %j configured: taken = %j', (values, configured, taken) => {
    expect(isOwnOrigin(headers(values), configured)).toBe(taken)
  })

  it('counts as https by the configured address first, then by what the proxy says', () => {
    expect(requestUsesHttps(headers({}), 'http:', 'https://mind.example')).toBe(true)
    expect(requestUsesHttps(headers({ 'x-forwarded-proto': 'https' }), 'http:', 'http://localhost:3000')).toBe(false)
    expect(requestUsesHttps(headers({ 'x-forwarded-proto': 'https,http' }), 'http:', undefined)).toBe(true)
    expect(requestUsesHttps(headers({}), 'http:', undefined)).toBe(false)
  })
})
