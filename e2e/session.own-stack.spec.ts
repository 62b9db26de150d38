import { join } from 'node:path'
import { choosePort } from '../dev/ports'
import { type GroupProcess, startProcess } from '../dev/processes'
import { isolatedEnv } from '../dev/stack-env'
import { type Stack, startStack } from '../dev/start'
import { addressesOf, addressesVariable } from './global-setup'
import { authControl } from './support/control'
import { Jar } from './support/jar'
import { expect, test } from './support/test'
import { issueSession, newPerson, type Person, withExpiry } from './support/world'

test.describe.configure({ mode: 'serial' })

const root = join(import.meta.dirname, '..')
const tabs = 20
const requestsPerTab = 10

/** Two instances of Mind on one auth server. */
let stack: Stack
let second: GroupProcess
let instances: string[]
let shared: string | undefined

test.beforeAll(async () => {
  test.setTimeout(90_000)
  shared = process.env[addressesVariable]
  stack = await startStack({ label: 'journeys-instances', seed: 'none' })
  process.env[addressesVariable] = JSON.stringify(addressesOf(stack))
  const port = await choosePort(0, new Set())
  const next = ['node_modules/next/dist/bin/next', 'start', '--port', String(port), '--hostname', '127.0.0.1']
  second = startProcess({
    file: process.execPath,
    args: ['--import', './dev/end-with-parent.mjs', ...next],
    cwd: root,
    env: isolatedEnv(root, stack.env),
    tethered: true,
  })
  const ready = Promise.withResolvers<void>()
  second.onLine((line) => {
    if (/\bReady in\b/.test(line)) ready.resolve()
  })
  await ready.promise
  instances = [stack.urls.mind, `http://127.0.0.1:${port}`]
})

test.afterAll(async () => {
  await second?.end()
  await stack?.stop()
  process.env[addressesVariable] = shared
})

const refreshes = (person: Person) => authControl.requests({ path: 'grant_type=refresh_token', subject: person.userId })
const nowS = () => Math.floor(Date.now() / 1000)

/** One browser with many tabs, each asking again and again; a tab's requests go to the instances in turn. */
async function browse(jar: Jar, minds: string[]): Promise<string[]> {
  const answers = await Promise.all(
    Array.from({ length: tabs }, async (_, tab) => {
      const seen: string[] = []
      for (let request = 0; request < requestsPerTab; request++) {
        const mind = minds[(tab + request) % minds.length]
        const answer = await jar.fetch(`${mind}/auth/session`)
        seen.push(((await answer.json()) as { session: string }).session)
      }
      return seen
    }),
  )
  return answers.flat()
}

for (const refreshTokenVersion of [1, 2]) {
  for (const reuseIntervalSeconds of [10, 0]) {
    test(`200 requests of 20 tabs around three expiries sign nobody out (refresh tokens ${refreshTokenVersion}, reuse within ${reuseIntervalSeconds} s)`, async () => {
      await authControl.post('/config', { refreshTokenVersion, reuseIntervalSeconds, rotation: true })
      const ada = await newPerson('ada')
      const jar = new Jar()
      jar.put(await issueSession(ada))
      // About to end, ending in the middle of it, ended long ago.
      for (const [expiry, endsInS] of [30, 1, -600].entries()) {
        const session = jar.session
        if (!session) throw new Error('the session is gone')
        jar.put(await withExpiry(session, nowS() + endsInS))
        const seen = await browse(jar, [instances[0] ?? ''])
        expect(seen).toHaveLength(tabs * requestsPerTab)
        expect(seen.filter((state) => state !== 'signed-in')).toEqual([])
        expect((await refreshes(ada)).length - expiry).toBeLessThanOrEqual(1)
      }
    })

    test(`two instances on the same session end nothing (refresh tokens ${refreshTokenVersion}, reuse within ${reuseIntervalSeconds} s)`, async () => {
      await authControl.post('/config', { refreshTokenVersion, reuseIntervalSeconds, rotation: true })
      const ada = await newPerson('ada')
      const jar = new Jar()
      jar.put(await issueSession(ada))
      for (let expiry = 1; expiry <= 3; expiry++) {
        const session = jar.session
        if (!session) throw new Error('the session is gone')
        jar.put(await withExpiry(session, nowS() - 60))
        const seen = await browse(jar, instances)
        expect(seen.filter((state) => state !== 'signed-in')).toEqual([])
        const calls = await refreshes(ada)
        expect(calls.length).toBeLessThanOrEqual(2 * expiry)
        expect(calls.filter(({ status }) => status !== 200)).toEqual([])
      }
      const { sessions } = await authControl.get<{ sessions: unknown[] }>(`/sessions?userId=${ada.userId}`)
      expect(sessions).toHaveLength(1)
    })
  }
}

test('new signing keys sign nobody out, and neither does the end of the old ones', async () => {
  const [ada, bram] = [await newPerson('ada'), await newPerson('bram')]
  const [before, after] = [new Jar(), new Jar()]
  const mind = instances[0]
  const state = async (jar: Jar) =>
    ((await (await jar.fetch(`${mind}/auth/session`)).json()) as { session: string }).session
  before.put(await issueSession(ada))
  expect(await state(before)).toBe('signed-in')
  await authControl.post('/keys/rotate', {})
  after.put(await issueSession(bram))
  expect(await state(after)).toBe('signed-in')
  expect(await state(before)).toBe('signed-in')
  await authControl.post('/keys/revoke-old', {})
  expect(await state(before)).toBe('signed-in')
  expect(await state(after)).toBe('signed-in')
})
