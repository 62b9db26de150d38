/** Starts the auth server as a process: `tsx dev/auth-server/main.ts --port 54321 --control-port 54322`. */
import { parseArgs } from 'node:util'
import { endOnSignals, parsePort } from '../kit/process'
import { startAuthServer } from './server'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '54321' },
    'control-port': { type: 'string', default: '54322' },
    seed: { type: 'string', default: 'demo' },
    'site-url': { type: 'string', default: 'http://127.0.0.1:3000' },
    'mail-links': { type: 'string', default: 'verify' },
    'discord-url': { type: 'string', default: 'http://127.0.0.1:54331' },
  },
})
if (values.seed !== 'demo' && values.seed !== 'none') throw new Error('--seed must be demo or none')
const mailLinks = values['mail-links']
if (mailLinks !== 'verify' && mailLinks !== 'confirm') throw new Error('--mail-links must be verify or confirm')

const server = await startAuthServer({
  port: parsePort(values.port, 'port'),
  controlPort: parsePort(values['control-port'], 'control-port'),
  seed: values.seed,
  siteUrl: values['site-url'],
  discordUrl: values['discord-url'],
  mailLinks,
})
endOnSignals(server.servers)
const { port, controlPort, anonKey, secretKey } = server
process.stdout.write(`${JSON.stringify({ event: 'ready', port, controlPort, anonKey, secretKey })}\n`)
