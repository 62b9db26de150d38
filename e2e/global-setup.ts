/** Starts one local stack and the production build of Mind for all journeys, and ends them afterwards. */
import { type Stack, type StackOptions, startStack } from '../dev/start'
import { expectNoSecretInLog } from './support/whole-log'

/** Addresses of the stack, for the workers. */
export interface StackAddresses {
  mind: string
  auth: string
  authControl: string
  discord: string
  discordControl: string
  alphapy: string
  alphapyControl: string
  anonKey: string
  apiKey: string
  logs: string
}

/** Variable in which the workers find the addresses. */
export const addressesVariable = 'MIND_E2E_STACK'

/** What the backend takes from one address, and over which time. */
export interface StackLimits {
  reads: number
  writes: number
  windowSeconds: number
}

/** The bot's invitation, as Discord's developer portal makes it. */
const invitation = 'https://discord.com/oauth2/authorize?client_id=1187654321098765433&scope=bot&permissions=8'

/** Far above what the journeys send: they share one address and must not meet each other. */
export const roomyLimits: StackLimits = { reads: 100_000, writes: 100_000, windowSeconds: 60 }

/** Starts a stack with the same limits on both sides. */
export async function startStackWithLimits(options: StackOptions, limits: StackLimits): Promise<Stack> {
  const { reads, writes, windowSeconds } = limits
  const stack = await startStack({
    ...options,
    mindEnv: {
      ...options.mindEnv,
      ALPHAPY_READS_PER_MINUTE: String(reads),
      ALPHAPY_WRITES_PER_MINUTE: String(writes),
      ALPHAPY_WINDOW_SECONDS: String(windowSeconds),
      // Short enough to see what follows when the server hangs, long enough for a busy machine.
      ALPHAPY_WRITE_TIMEOUT_MS: '4000',
    },
  })
  await fetch(`${stack.control.alphapy}/limits`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ reads, writes, windowMs: windowSeconds * 1_000 }),
  })
  return stack
}

export default async function globalSetup(): Promise<() => Promise<void>> {
  const stack = await startStackWithLimits(
    { label: 'journeys', seed: 'demo', mindEnv: { MIND_BOT_INVITE_URL: invitation } },
    roomyLimits,
  )
  process.env[addressesVariable] = JSON.stringify(addressesOf(stack))
  return async () => {
    try {
      await expectNoSecretInLog(stack)
    } finally {
      await stack.stop()
    }
  }
}

/** The addresses of a running stack. */
export function addressesOf({ urls, control, env, logs }: Stack): StackAddresses {
  return {
    mind: urls.mind,
    auth: urls.auth,
    authControl: control.auth,
    discord: urls.discord,
    discordControl: control.discord,
    alphapy: urls.alphapy,
    alphapyControl: control.alphapy,
    anonKey: env.NEXT_PUBLIC_SUPABASE_ANON_KEY ?? '',
    apiKey: env.ALPHAPY_API_KEY ?? '',
    logs,
  }
}
