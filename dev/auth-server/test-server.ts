/** A server under test for a whole file of tests. */
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { startTestServer, type TestServer } from './test-kit'

/** Started before the tests of the file, seeded anew before each, ended after all of them. */
export function testServer(): TestServer {
  let started: TestServer | undefined
  beforeAll(async () => {
    started = await startTestServer()
  })
  afterAll(() => started?.close())
  beforeEach(() => started?.control('POST /reset', { seed: 'demo' }))
  const current = () => {
    if (!started) throw new Error('The server is there in tests and hooks alone.')
    return started
  }
  return {
    get server() {
      return current().server
    },
    get url() {
      return current().url
    },
    api: (path, init) => current().api(path, init),
    control: (route, body) => current().control(route, body),
    client: () => current().client(),
    close: () => current().close(),
  }
}
