/** `demo` and `dev`: the local stack with Mind in the foreground until someone stops it. */
import { PEOPLE } from '@/dev/seed/people'
import { type ListenerName, type Stack, type StackOptions, startStack } from '@/dev/start'
import { onInterrupt } from './interrupt'

const PORTS = {
  mind: 3000,
  auth: 54321,
  authControl: 54322,
  discord: 54331,
  discordControl: 54332,
  alphapy: 8000,
  alphapyControl: 8001,
}
/** The listeners people may know by their port; the control listeners go where there is room. */
const LISTENERS: Partial<Record<ListenerName, string>> = {
  mind: 'Mind',
  auth: 'the auth server',
  discord: 'the local Discord',
  alphapy: 'the Alphapy server',
}

/**
 * Starts everything on the usual ports, tells where Mind is and who can sign in, and stays until it is interrupted or a
 * part of it ends. Ends the process: code 0 when it was asked to stop, 1 when something went wrong.
 */
export async function runStack(options: Pick<StackOptions, 'mind' | 'label' | 'onMindLine'>): Promise<never> {
  const began = performance.now()
  const asked = new Promise<'asked'>((resolve) => onInterrupt(() => resolve('asked')))
  const starting = startStack({ ...options, ports: PORTS, onTakenPort: tellTakenPort })
  const started = await Promise.race([starting.catch((error: unknown) => asError(error)), asked])
  if (started === 'asked') {
    await starting.then((stack) => stack.stop()).catch(() => {})
    process.exit(0)
  }
  if (started instanceof Error) {
    console.error(started.message)
    process.exit(1)
  }
  tellWhatThereIs(started, (performance.now() - began) / 1000)
  const end = await Promise.race([started.failed, asked])
  if (end === 'asked') {
    console.log('\nStopping.')
    await started.stop()
    process.exit(0)
  }
  console.error(`\n${end.name} ended unexpectedly (${end.how}), so the rest was stopped. Its last lines:`)
  for (const line of end.lastLines.slice(-20)) console.error(`  ${line}`)
  process.exit(1)
}

function tellTakenPort(listener: ListenerName, wanted: number, chosen: number): void {
  const name = LISTENERS[listener]
  if (name) console.log(`Port ${wanted} is taken, so ${name} uses ${chosen}.`)
}

function tellWhatThereIs(stack: Stack, seconds: number): void {
  const people = Object.values(PEOPLE)
  const width = (values: readonly string[]): number => Math.max(...values.map((value) => value.length)) + 2
  const emailWidth = width(people.map((person) => person.email))
  const passwordWidth = width(people.map((person) => person.password))
  const accounts = people.map(
    (person) => `  ${person.email.padEnd(emailWidth)}${person.password.padEnd(passwordWidth)}${person.note}`,
  )
  console.log(`
Mind is at ${stack.urls.mind} (ready in ${seconds.toFixed(1)} s)

Sign in with one of these, e-mail and password:
${accounts.join('\n')}

Or press "Continue with Discord" and choose who to be on the page of the local Discord; or ask for a link and a code by e-mail,
or a code by phone (any number), and read them in the inbox: ${stack.urls.auth}/inbox

To try: sign in as Ada, choose a guild, change a setting under Reminders and save it; sign in as Bram in a private window
and see it there. Everything is local; the data is gone when you stop. Logs: ${relative(stack.logs)}

Ctrl-C stops everything.`)
}

function relative(path: string): string {
  return path.startsWith(process.cwd()) ? path.slice(process.cwd().length + 1) : path
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}
