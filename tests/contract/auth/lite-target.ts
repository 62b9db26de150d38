/**
 * Supabase Lite as a target: Supabase's own small implementation, so that the local server is judged by more than what
 * its author believed. A process of its own, on loopback, with everything it writes in a folder that goes afterwards.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { vi } from 'vitest'
import { AuthTarget, type Message } from './target'

const MAIN = fileURLToPath(new URL('../../../node_modules/@supabase/lite/dist/cli/index.js', import.meta.url))
const KEY = `sb_publishable_${'c'.repeat(31)}`
const READY_MS = 20_000

const config = (port: number) => `
[api]
port = ${port}
[db]
driver = "sqlite-postgres"
url = "file:./supabase/.temp/data.db"
[auth]
enabled = true
site_url = "http://127.0.0.1:3000"
jwt_secret = "${'a secret for an hour of tests 7Q'.repeat(2)}"
jwt_expiry = 3600
enable_signup = true
enable_refresh_token_rotation = true
refresh_token_reuse_interval = 0
publishable_key = "${KEY}"
[auth.email]
enable_confirmations = false
otp_length = 6
`

/** Starts it on a free port; `stop` ends the process and removes its folder. */
export async function startLite(): Promise<{ target: AuthTarget; stop: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'contract-lite-'))
  await mkdir(join(folder, 'supabase', '.temp'), { recursive: true })
  const port = await freePort()
  await writeFile(join(folder, 'supabase', 'config.toml'), config(port))
  const child = spawn(process.execPath, [MAIN, 'start', '--host', '127.0.0.1', '--no-admin'], {
    cwd: folder,
    env: { ...process.env, HOME: folder, DO_NOT_TRACK: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const endWithUs = (): void => void child.kill('SIGKILL')
  process.once('exit', endWithUs)
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (printed += String(text)))
  const stop = async () => {
    await ended(child)
    process.off('exit', endWithUs)
    await rm(folder, { recursive: true, force: true })
  }
  const target = new AuthTarget({
    name: 'Supabase Lite',
    url: `http://127.0.0.1:${port}/auth/v1`,
    key: KEY,
    lacks: {
      'published-keys': 'Supabase Lite signs with a shared secret and publishes no keys',
      issuer: 'Supabase Lite’s tokens name no issuer',
      phone: 'Supabase Lite has no phone codes',
      discord: 'Supabase Lite knows no Discord',
      'type-email': 'Supabase Lite takes the type email only where a message was sent and the code is right',
      'default-scope': 'Supabase Lite ends this session alone when no scope is named',
    },
    newestMessage: (to) => vi.waitFor(() => newestIn(printed, to), { timeout: 5_000, interval: 10 }),
  })
  try {
    await vi.waitFor(
      async () => {
        if (child.exitCode !== null) return
        if (!(await target.ask('/health')).body.name) throw new Error(`Supabase Lite is not ready:\n${printed}`)
      },
      { timeout: READY_MS, interval: 50 },
    )
    if (child.exitCode !== null) throw new Error(`Supabase Lite ended with ${child.exitCode}:\n${printed}`)
  } catch (error) {
    await stop()
    throw error
  }
  return { target, stop }
}

/** It prints its mail instead of sending it. */
function newestIn(printed: string, to: string): Message {
  const mail = printed.split('email captured').findLast((text) => text.includes(`To: ${to}\n`))
  const code = mail?.match(/code(?: is)?: (\d{6})/)?.[1]
  const link = mail?.match(/https?:\/\/\S+\/verify\?\S+/)?.[0]
  if (!code || !link) throw new Error(`No message to ${to} in:\n${printed.slice(-2_000)}`)
  return { code, link }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.kill('SIGKILL')
  })
}
