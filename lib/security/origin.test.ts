import { describe, expect, it } from 'vitest'
import { isOwnOrigin, ownOrigin, requestUsesHttps } from './origin'

const headers = (values: Record<string, string>) => new Headers(values)

describe('a change', () => {
  it.each([
    [{ origin: 'https://mind.example', host: 'mind.example' }, undefined, true],
    [{ origin: 'http://localhost:3000', host: 'localhost:3000' }, undefined, true],
    [{ origin: 'https://mind.example', host: '10.0.0.7:3000', 'x-forwarded-host': 'mind.example' }, undefined, true],
    [{ origin: 'https://mind.example', host: '10.0.0.7:3000' }, 'https://mind.example', true],
    [{ origin: 'https://mind.example', host: 'mind:3000', 'x-forwarded-host': 'mind.example, inner' }, undefined, true],
    [{ origin: 'https://inner', host: 'mind:3000', 'x-forwarded-host': 'mind.example, inner' }, undefined, false],
    [{ origin: 'https://mind.example', host: 'mind.example', 'x-forwarded-host': 'evil.example' }, undefined, false],
    [{ origin: 'https://evil.example', host: 'mind.example' }, undefined, false],
    [{ origin: 'https://mind.example.evil.example', host: 'mind.example' }, undefined, false],
    [{ origin: 'null', host: 'mind.example' }, undefined, false],
    [{ host: 'mind.example' }, undefined, false],
    [{ origin: 'https://evil.example', host: 'evil.example' }, 'https://mind.example', false],
    [{ origin: 'not an address', host: 'mind.example' }, undefined, false],
  ])('from %j with %j configured: taken = %j', (values, configured, taken) => {
    expect(isOwnOrigin(headers(values), configured)).toBe(taken)
  })

  it('is led back to the configured address whatever a visit calls itself, else to the host it named', () => {
    const forged = headers({ host: 'mind.example', 'x-forwarded-host': 'evil.example' })
    expect(ownOrigin(forged, 'https://mind.example')).toBe('https://mind.example')
    const behindTwo = {
      host: 'mind:3000',
      'x-forwarded-host': 'mind.example, inner',
      'x-forwarded-proto': 'https, http',
    }
    expect(ownOrigin(headers(behindTwo), undefined)).toBe('https://mind.example')
    expect(ownOrigin(headers({ host: 'localhost:3000' }), undefined)).toBe('http://localhost:3000')
  })

  it('counts as https by the configured address first, then by what the proxy says', () => {
    expect(requestUsesHttps(headers({}), 'http:', 'https://mind.example')).toBe(true)
    expect(requestUsesHttps(headers({ 'x-forwarded-proto': 'https' }), 'http:', 'http://localhost:3000')).toBe(false)
    expect(requestUsesHttps(headers({ 'x-forwarded-proto': 'https,http' }), 'http:', undefined)).toBe(true)
    expect(requestUsesHttps(headers({}), 'http:', undefined)).toBe(false)
  })
})
