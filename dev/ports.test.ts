import { once } from 'node:events'
import { createServer, type Server } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { choosePort } from './ports'

let server: Server | undefined
afterEach(() => {
  server?.close()
  server = undefined
})

async function occupy(host: string): Promise<number> {
  server = createServer().listen(0, host)
  await once(server, 'listening')
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

test('a free port is used as wished', async () => {
  expect(await choosePort(3000, new Set(), async () => true)).toBe(3000)
})

test('the next free port above a taken or claimed one is chosen', async () => {
  expect(await choosePort(3000, new Set([3001]), async (port) => port !== 3000)).toBe(3002)
})

test('nothing free within reach is said', async () => {
  await expect(choosePort(65_530, new Set(), async () => false)).rejects.toThrow('No port from 65530 to 65535 is free')
})

test.each(['127.0.0.1', '0.0.0.0'])('a real listener on %s makes a port taken', async (host) => {
  const taken = await occupy(host)
  expect(await choosePort(taken)).toBeGreaterThan(taken)
})

test('0 chooses any free port that is not claimed', async () => {
  const first = await choosePort(0)
  expect(first).toBeGreaterThan(0)
  expect(await choosePort(0, new Set([first]))).not.toBe(first)
})
