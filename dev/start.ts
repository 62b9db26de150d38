/** Starts the local stack, and Mind on top of it, as processes that end together. */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { choosePort } from './ports'
import { describeEnding, type GroupProcess, startProcess } from './processes'
import { readReadyEvent, untilSaid } from './ready'
import { isolatedEnv } from './stack-env'

const SERVER_READY_MS = 60_000
const MIND_READY_MS = 90_000
/** As `npm start` has it: Mind must see a cookie that has grown too large, to take it away. */
const roomForHeaders = ['--max-http-header-size=65536']
const ROOT = join(import.meta.dirname, '..')

/** The listeners of the stack. */
export type ListenerName = 'mind' | 'auth' | 'authControl' | 'discord' | 'discordControl' | 'alphapy' | 'alphapyControl'

/** How to start. Everything may be left out: then free ports, demo data, and the production build of Mind. */
export interface StackOptions {
  /** What to run as Mind: the production build (which must exist), `next dev`, or nothing. */
  mind?: 'production' | 'development' | 'none'
  /** Wished ports; a taken one is replaced by the next free one. 0 or none: any free one. */
  ports?: Partial<Record<ListenerName, number>>
  /** Called when a wished port is taken. */
  onTakenPort?: (listener: ListenerName, wanted: number, chosen: number) => void
  /** What data the servers start with. */
  seed?: 'demo' | 'none'
  /** Which Alphapy to be: its generation, and its defects as measured (`head`) or mended. */
  generation?: 'A' | 'B' | 'C'
  defects?: 'head' | 'repaired'
  /** Keeps Alphapy's database in this folder, so that it outlives the process; in memory otherwise. */
  alphapyDataDir?: string
  /** Further variables for Mind, `ALPHAPY_READS_PER_MINUTE` for example. */
  mindEnv?: Readonly<Record<string, string>>
  /** Names the folder under `.local/logs` that holds what the processes print. */
  label?: string
  /** Called with every line that Mind prints once it is being started. */
  onMindLine?: (line: string) => void
}

/** Which process ended by itself, how, and its last lines. */
export interface StackEnding {
  name: string
  how: string
  lastLines: readonly string[]
}

/** A running stack. */
export interface Stack {
  /** Mind's variables, keys included: also for a Mind that the caller runs itself. */
  env: Readonly<Record<string, string>>
  /** Where the servers answer, without a trailing slash. `mind` is where Mind is, or would be. */
  urls: { mind: string; auth: string; discord: string; alphapy: string }
  /** The control listeners, without a trailing slash. */
  control: { auth: string; discord: string; alphapy: string }
  /** The folder with one log file per process. */
  logs: string
  /** Resolves when a process ended by itself and the rest has been stopped; stays pending after `stop`. */
  failed: Promise<StackEnding>
  /** Ends Alphapy as a crash does, and answers how to start it again on the same ports, with the same data folder. */
  crashAlphapy(): Promise<() => Promise<void>>
  /** Ends all processes with their children. Resolves when they are gone; may be called again. */
  stop(): Promise<void>
}

/** Starts the servers and waits until all of them serve. When one cannot start, ends the others and rejects. */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const logs = join(ROOT, '.local', 'logs', options.label ?? 'stack')
  const crew = new Crew(logs)
  try {
    const ports = await choosePorts(options)
    const origin = `http://localhost:${ports.mind}`
    const apiKey = randomBytes(24).toString('hex')
    const seed = ['--seed', options.seed ?? 'demo']

    const discord = await crew.startServer('The Discord server', 'dev/discord-server/main.ts', [
      ...portArguments(ports.discord, ports.discordControl),
      ...seed,
    ])
    const auth = await crew.startServer('The auth server', 'dev/auth-server/main.ts', [
      ...portArguments(ports.auth, ports.authControl),
      ...seed,
      ...['--site-url', origin, '--discord-url', discord.url, '--mail-links', 'confirm'],
    ])
    const alphapyArguments = [
      ...seed,
      ...['--auth-url', auth.url, '--api-key', apiKey],
      ...['--generation', options.generation ?? 'C', '--defects', options.defects ?? 'repaired'],
      ...(options.alphapyDataDir === undefined ? [] : ['--data-dir', options.alphapyDataDir]),
    ]
    const startAlphapy = (port: number, controlPort: number) =>
      crew.startServer('The Alphapy server', 'dev/alphapy-server/main.ts', [
        ...portArguments(port, controlPort),
        ...alphapyArguments,
      ])
    const alphapy = await startAlphapy(ports.alphapy, ports.alphapyControl)
    let running = alphapy
    const env = {
      NEXT_PUBLIC_SUPABASE_URL: auth.url,
      NEXT_PUBLIC_SUPABASE_ANON_KEY: String(auth.said.anonKey),
      ALPHAPY_BASE_URL: alphapy.url,
      ALPHAPY_API_KEY: apiKey,
      MIND_ORIGIN: origin,
      MIND_DISCORD_API_URL: `${discord.url}/api/v10`,
      ...options.mindEnv,
    }
    const mind = options.mind ?? 'production'
    if (mind !== 'none') await crew.startMind(mind, ports.mind, env, options.onMindLine)
    return {
      env,
      urls: { mind: origin, auth: auth.url, discord: discord.url, alphapy: alphapy.url },
      control: { auth: auth.control, discord: discord.control, alphapy: alphapy.control },
      logs,
      failed: crew.failed,
      crashAlphapy: async () => {
        await running.crash()
        return async () => {
          running = await startAlphapy(Number(new URL(alphapy.url).port), Number(new URL(alphapy.control).port))
        }
      },
      stop: () => crew.stop(),
    }
  } catch (error) {
    await crew.stop()
    throw error
  }
}

/** The processes of one stack: when one ends by itself, the others are ended. */
class Crew {
  private readonly members: { name: string; process: GroupProcess }[] = []
  private readonly failure = Promise.withResolvers<StackEnding>()
  private readonly logs: string
  private stopping: Promise<void> | undefined

  constructor(logs: string) {
    this.logs = logs
  }

  get failed(): Promise<StackEnding> {
    return this.failure.promise
  }

  /** Starts a server of the stack and waits for its ready line. */
  async startServer(name: string, script: string, args: readonly string[]) {
    const started = this.start(name, ['--import', 'tsx', script, ...args], isolatedEnv(ROOT))
    const said = await untilSaid(name, started, readReadyEvent, SERVER_READY_MS)
    const crash = async () => {
      this.members.splice(
        this.members.findIndex((member) => member.process === started),
        1,
      )
      await started.kill()
    }
    return { said, url: `http://127.0.0.1:${said.port}`, control: `http://127.0.0.1:${said.controlPort}`, crash }
  }

  /** Starts Mind and waits until it accepts connections. */
  async startMind(
    mode: 'production' | 'development',
    port: number,
    values: Readonly<Record<string, string>>,
    onLine?: (line: string) => void,
  ): Promise<void> {
    const verb = mode === 'production' ? 'start' : 'dev'
    const next = [
      ...roomForHeaders,
      'node_modules/next/dist/bin/next',
      verb,
      '--port',
      String(port),
      '--hostname',
      '127.0.0.1',
    ]
    const started = this.start('Mind', next, isolatedEnv(ROOT, values))
    if (onLine) started.onLine(onLine)
    await untilSaid('Mind', started, (line) => (/\bReady in\b/.test(line) ? true : undefined), MIND_READY_MS)
  }

  /** Ends everything, last started first. */
  stop(): Promise<void> {
    this.stopping ??= (async () => {
      for (const { process } of this.members.toReversed()) await process.end()
    })()
    return this.stopping
  }

  private start(name: string, args: readonly string[], env: NodeJS.ProcessEnv): GroupProcess {
    const logFile = join(this.logs, `${name.toLowerCase().replace(/^the /, '').replaceAll(' ', '-')}.log`)
    const tether = ['--import', './dev/end-with-parent.mjs']
    const started = startProcess({
      file: process.execPath,
      args: [...tether, ...args],
      cwd: ROOT,
      env,
      logFile,
      tethered: true,
    })
    this.members.push({ name, process: started })
    void started.ended.then(async (ending) => {
      // Ended on purpose, it is no member any more.
      if (this.stopping || !this.members.some((member) => member.process === started)) return
      await this.stop()
      this.failure.resolve({ name, how: describeEnding(ending), lastLines: started.tail() })
    })
    return started
  }
}

function portArguments(port: number, controlPort: number): string[] {
  return ['--port', String(port), '--control-port', String(controlPort)]
}

/** Mind's port is always fixed here, since its address is part of its configuration; the servers choose their own for 0. */
async function choosePorts(options: StackOptions): Promise<Record<ListenerName, number>> {
  const listeners = ['mind', 'auth', 'discord', 'alphapy', 'authControl', 'discordControl', 'alphapyControl'] as const
  const chosen = Object.fromEntries(listeners.map((listener) => [listener, 0])) as Record<ListenerName, number>
  const claimed = new Set<number>()
  for (const listener of listeners) {
    const wanted = options.ports?.[listener] ?? 0
    if (wanted === 0 && listener !== 'mind') continue
    chosen[listener] = await choosePort(wanted, claimed)
    claimed.add(chosen[listener])
    if (wanted !== 0 && chosen[listener] !== wanted) options.onTakenPort?.(listener, wanted, chosen[listener])
  }
  return chosen
}
