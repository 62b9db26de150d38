/** Starts one local stack and the production build of Mind for all journeys, and ends them afterwards. */
import { type Stack, type StackOptions, startStack } from '../dev/start'

/** Addresses of the stack, for the workers. */
export interface StackAddresses {
  mind: string
  auth: string
  authControl: string
  alphapy: string
  alphapyControl: string
  anonKey: string
  logs: string
}

/** Variable in which the workers find the addresses. */
export const addressesVariable = 'MIND_E2E_STACK'

/** The same limits on both sides, far above what the journeys send: they share one address and must not meet each other. */
const roomy = { reads: 100_000, writes: 100_000 }

/** Starts a stack in which nobody waits for a place among the calls of a minute. */
export async function startRoomyStack(options: StackOptions): Promise<Stack> {
  const stack = await startStack({
    ...options,
    mindEnv: { ALPHAPY_READS_PER_MINUTE: String(roomy.reads), ALPHAPY_WRITES_PER_MINUTE: String(roomy.writes) },
  })
  await fetch(`${stack.control.alphapy}/limits`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(roomy),
  })
  return stack
}

export default async function globalSetup(): Promise<() => Promise<void>> {
  const stack = await startRoomyStack({ label: 'journeys', seed: 'demo' })
  process.env[addressesVariable] = JSON.stringify(addressesOf(stack))
  return () => stack.stop()
}

/** The addresses of a running stack. */
export function addressesOf({ urls, control, env, logs }: Stack): StackAddresses {
  return {
    mind: urls.mind,
    auth: urls.auth,
    authControl: control.auth,
    alphapy: urls.alphapy,
    alphapyControl: control.alphapy,
    anonKey: env.NEXT_PUBLIC_SUPABASE_ANON_KEY ?? '',
    logs,
  }
}
