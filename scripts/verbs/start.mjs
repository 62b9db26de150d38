/**
 * `npm start`: serves the production build with the configuration this process was given. Arguments go to `next start`
 * (`npm start -- --port 8080`). Needs production dependencies only.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { handOver } from '../bootstrap/hand-over.mjs'

const root = process.cwd()

if (existsSync(join(root, '.next', 'BUILD_ID'))) {
  const next = join(root, 'node_modules', 'next', 'dist', 'bin', 'next')
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
  process.channel?.unref()
  // Node refuses more than 16 kB of headers before Mind sees them: a cookie grown too large could never be taken away.
  const args = ['--max-http-header-size=65536', next, 'start', ...process.argv.slice(2)]
  process.exitCode = await handOver({ node: process.execPath, args, root })
} else {
  console.error('There is no build yet. Run "npm run build" first.')
  process.exitCode = 1
}
