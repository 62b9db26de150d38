import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type GroupProcess, startProcess } from './processes'
import { readReadyEvent, untilSaid } from './ready'

const TETHER = join(import.meta.dirname, 'end-with-parent.mjs')
const STAY = 'setInterval(() => {}, 1000);'
/** Prints its own and its child's process id, and ignores polite requests to end when told to. */
const PARENT = `
  const child = require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(STAY)}], { stdio: 'inherit' });
  if (process.argv[1] === 'stubborn') process.on('SIGTERM', () => {});
  console.log(JSON.stringify({ event: 'ready', pids: [process.pid, child.pid] }));
  ${STAY}`

function start(args: readonly string[]): GroupProcess {
  return startProcess({ file: process.execPath, args, cwd: import.meta.dirname, env: process.env })
}

async function pidsOf(started: GroupProcess): Promise<number[]> {
  const said = await untilSaid('The parent', started, readReadyEvent, 20_000)
  return said.pids as number[]
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch {
    return false
  }
  // A dead child of a dead parent stays listed until the system's first process takes note, which may be never.
  return !isUnreaped(pid)
}

function isUnreaped(pid: number): boolean {
  const file = `/proc/${pid}/status`
  return existsSync(file) && /^State:\s+Z/m.test(readFileSync(file, 'utf8'))
}

describe.skipIf(process.platform === 'win32')('a process of the stack', () => {
  test.each(['polite', 'stubborn'])('ends with its children when it is %s', async (manner) => {
    const started = start(['-e', PARENT, manner])
    const pids = await pidsOf(started)
    expect(pids.every(isAlive)).toBe(true)
    await started.end()
    await expect.poll(() => pids.filter(isAlive)).toEqual([])
  })

  test('takes its children along when it dies by itself', async () => {
    const started = start(['-e', PARENT])
    const pids = await pidsOf(started)
    process.kill(pids[0] ?? 0, 'SIGKILL')
    expect(await started.ended).toEqual({ code: null, signal: 'SIGKILL' })
    await expect.poll(() => pids.filter(isAlive)).toEqual([])
  })

  test('ends when the process that started it is killed outright', async () => {
    const child = `process.stdout.write(process.pid + '\\n'); ${STAY}`
    const starter = `
      const { spawn } = require('node:child_process');
      const args = ['--import', ${JSON.stringify(TETHER)}, '-e', ${JSON.stringify(child)}];
      const env = { ...process.env, MIND_TETHERED_TO: process.pid };
      spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], detached: true, env });
      ${STAY}`
    const parent = spawn(process.execPath, ['-e', starter], { stdio: ['ignore', 'pipe', 'inherit'] })
    const [text] = await once(parent.stdout, 'data')
    const pid = Number(String(text))
    expect(isAlive(pid)).toBe(true)
    parent.kill('SIGKILL')
    await expect.poll(() => isAlive(pid)).toBe(false)
  })

  test('leaves the channels of its own workers alone', async () => {
    const worker = `console.log('up'); process.on('message', (text) => { console.log(text); process.exit(0) })`
    const leader = `
      const args = ['--import', ${JSON.stringify(TETHER)}, '-e', ${JSON.stringify(worker)}];
      const worker = require('node:child_process').spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
      worker.stdout.pipe(process.stdout);
      worker.stdout.once('data', () => worker.send('worker was told'));`
    const started = startProcess({
      file: process.execPath,
      args: ['--import', TETHER, '-e', leader],
      cwd: import.meta.dirname,
      env: process.env,
      tethered: true,
    })
    await started.ended
    expect(started.tail()).toEqual(['up', 'worker was told'])
  })

  test('that fails to start is reported with its last words', async () => {
    const started = start(['-e', 'console.error("no such key"); process.exit(3)'])
    await expect(untilSaid('The auth server', started, readReadyEvent, 20_000)).rejects.toThrow(
      /^The auth server ended while starting \(exit code 3\)[\s\S]*no such key/,
    )
  })

  test('that says nothing is given up after the time it has', async () => {
    const started = start(['-e', STAY])
    await expect(untilSaid('Mind', started, readReadyEvent, 50)).rejects.toThrow('Mind was not ready after 0.05 s')
    await started.end()
  })
})
