/** The local Alphapy as a process: `tsx dev/alphapy-server/main.ts --help` lists its options. */
import { parseArgs } from 'node:util'
import { loopbackUrl } from '../kit/http'
import { announceReady, endOnSignals, parsePort } from '../kit/process'
import { isGeneration } from './generation'
import { startAlphapy } from './server'

const HELP = `Usage: tsx dev/alphapy-server/main.ts [options]
  --port 8000            data port (0 = any free one)
  --control-port 8001    control port (0 = any free one)
  --auth-url URL         the auth server (http://127.0.0.1:54321)
  --api-key KEY          the service key; without it none is configured
  --generation A|B|C     which generation to be (C)
  --defects head|repaired  as measured, or as meant (repaired)
  --seed demo|none       what data to start with (demo)
  --data-dir DIR         keep the database there (in memory)
`

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8000' },
    'control-port': { type: 'string', default: '8001' },
    'auth-url': { type: 'string', default: 'http://127.0.0.1:54321' },
    'api-key': { type: 'string' },
    generation: { type: 'string', default: 'C' },
    defects: { type: 'string', default: 'repaired' },
    seed: { type: 'string', default: 'demo' },
    'data-dir': { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})

async function main(): Promise<void> {
  if (values.help) return void process.stdout.write(HELP)
  const { generation, defects, seed } = values
  if (!isGeneration(generation)) throw new Error('--generation must be A, B or C')
  if (defects !== 'head' && defects !== 'repaired') throw new Error('--defects must be head or repaired')
  if (seed !== 'demo' && seed !== 'none') throw new Error('--seed must be demo or none')
  const server = await startAlphapy({
    port: parsePort(values.port, 'port'),
    controlPort: parsePort(values['control-port'], 'control-port'),
    authUrl: loopbackUrl(values['auth-url']),
    apiKey: values['api-key'] ?? null,
    generation,
    defects,
    seed,
    ...(values['data-dir'] === undefined ? {} : { dataDir: values['data-dir'] }),
  })
  // A database in memory is gone with the process; closing it first would only take its time.
  const close = values['data-dir'] === undefined ? async () => {} : () => server.world.db.close()
  endOnSignals([server.data, server.control], close)
  announceReady(server.data.port, server.control.port)
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
})
