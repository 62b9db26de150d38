/** Starts the local Discord as a process: `tsx dev/discord-server/main.ts --port 54331 --control-port 54332`. */
import { parseArgs } from 'node:util'
import { announceReady, endOnSignals, parsePort } from '../kit/process'
import { startDiscordServer } from './server'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '54331' },
    'control-port': { type: 'string', default: '54332' },
    seed: { type: 'string', default: 'demo' },
  },
})
if (values.seed !== 'demo' && values.seed !== 'none') throw new Error('--seed must be demo or none')

const server = await startDiscordServer({
  port: parsePort(values.port, 'port'),
  controlPort: parsePort(values['control-port'], 'control-port'),
  seed: values.seed,
})
endOnSignals(server.servers)
announceReady(server.port, server.controlPort)
