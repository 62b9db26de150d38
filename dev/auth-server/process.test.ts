import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { PEOPLE } from '../seed/people'
import { testServer } from './test-server'

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url))
const start = (...more: string[]): ChildProcess =>
  spawn(process.execPath, ['--import', 'tsx', MAIN, '--port', '0', '--control-port', '0', ...more], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })

describe('the process', () => {
  test('tells in one line where it serves, keeps to loopback, and ends within a second of SIGTERM', async () => {
    const child = start()
    const [line] = (await once(child.stdout as NodeJS.ReadableStream, 'data')) as [Buffer]
    const ready = JSON.parse(line.toString()) as Record<string, unknown>
    expect(ready).toMatchObject({ event: 'ready', anonKey: expect.stringMatching(/^sb_publishable_/) })
    const answer = await fetch(`http://127.0.0.1:${ready.controlPort}/ready`)
    expect(await answer.json()).toEqual({ ready: true })
    const asked = performance.now()
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    await ended
    expect(performance.now() - asked).toBeLessThan(1_000)
  }, 20_000)

  test.each([
    ['--site-url', 'http://mind.example.test'],
    ['--discord-url', 'https://discord.com'],
  ])(
    'refuses to start with %s %s',
    async (option, value) => {
      const child = start(option, value)
      let said = ''
      child.stderr?.on('data', (chunk: Buffer) => {
        said += chunk
      })
      const [code] = (await once(child, 'close')) as [number]
      expect(code).not.toBe(0)
      expect(said).toContain('only uses loopback addresses')
    },
    20_000,
  )
})

describe('faults', () => {
  const on = testServer()

  const { ada, bram } = PEOPLE
  const session = async (email: string) => on.control('POST /sessions', { email })
  const refresh = async (token: unknown, signal?: AbortSignal) => {
    const response = await fetch(`${on.url}/auth/v1/token?grant_type=refresh_token`, {
      method: 'POST',
      headers: { apikey: on.server.anonKey },
      body: JSON.stringify({ refresh_token: token }),
      ...(signal ? { signal } : {}),
    })
    return response.status
  }

  test.each([429, 503])(
    'a planted %i meets the refresh of one person only, by e-mail or id, as often as told',
    async (status) => {
      const [adas, brams] = [await session(ada.email), await session(bram.email)]
      for (const subject of [ada.email, ada.userId]) {
        await on.control('POST /faults', { match: { path: 'refresh_token', subject }, times: 1, do: { status } })
        expect(await refresh(brams.refresh_token)).toBe(200)
        expect(await refresh(adas.refresh_token)).toBe(status)
        expect(await refresh(adas.refresh_token)).toBe(200)
      }
    },
  )

  test('a hang never answers, and another person is not held up', async () => {
    const [adas, brams] = [await session(ada.email), await session(bram.email)]
    await on.control('POST /faults', { match: { subject: ada.userId }, do: { hang: true } })
    const giveUp = new AbortController()
    const hanging = refresh(adas.refresh_token, giveUp.signal)
    expect(await refresh(brams.refresh_token)).toBe(200)
    giveUp.abort()
    await expect(hanging).rejects.toThrow(/abort/i)
  })

  test('a lost answer leaves the rotation done: the same token then gets the active one', async () => {
    const first = await session(ada.email)
    await on.control('POST /faults', { match: { subject: ada.userId }, times: 1, do: { drop: 'after' } })
    await expect(refresh(first.refresh_token)).rejects.toThrow()
    expect(await refresh(first.refresh_token)).toBe(200)
  })

  test('the journal names the person, the answer and the kinds of credentials, but holds no secret', async () => {
    const first = await session(ada.email)
    await refresh(first.refresh_token)
    const { requests } = await on.control('GET /requests?path=grant_type=refresh_token')
    expect(requests).toEqual([
      expect.objectContaining({ method: 'POST', subject: ada.userId, status: 200, credentials: ['apikey'] }),
    ])
    expect(JSON.stringify(requests)).not.toContain(String(first.refresh_token))
  })
})
