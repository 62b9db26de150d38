import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { endLeftovers } from './leftovers'

test.runIf(process.platform === 'linux')('a process that outlives its run is found, named and ended', async () => {
  const id = randomUUID()
  const script = 'setInterval(() => {}, 1000); console.log("up")'
  const left = spawn(process.execPath, ['-e', script], {
    env: { ...process.env, MIND_TEST_MARK: id },
    stdio: ['ignore', 'pipe', 'ignore'],
    detached: true,
  })
  const gone = once(left, 'exit')
  await once(left.stdout, 'data')
  expect(await endLeftovers('MIND_TEST_MARK', id, new Set([left.pid ?? 0]), 0)).toEqual([])
  expect(await endLeftovers('MIND_TEST_MARK', id, new Set(), 0)).toEqual([expect.stringContaining(`${left.pid} `)])
  expect(await gone).toEqual([null, 'SIGKILL'])
  expect(await endLeftovers('MIND_TEST_MARK', id, new Set(), 0)).toEqual([])
})
