/** A running project that somebody points the suite at. */
import { setTimeout as pass } from 'node:timers/promises'
import { AuthTarget, type Feature, type Person } from './target'

const REUSE_INTERVAL_MS = 11_000

/** The project that the `SUPABASE_CONTRACT_…` variables name; undefined when none is named. Throws when half is given. */
export async function foreignTarget(variables: NodeJS.ProcessEnv): Promise<AuthTarget | undefined> {
  const { SUPABASE_CONTRACT_URL: base, SUPABASE_CONTRACT_KEY: key } = variables
  if (!base) return undefined
  if (!key) throw new Error('SUPABASE_CONTRACT_URL needs SUPABASE_CONTRACT_KEY beside it, the publishable or anon key')
  const url = `${base.replace(/\/+$/, '')}/auth/v1`
  const person = personOf(variables)
  const bare = new AuthTarget({ name: base, url, key, lacks: {} })
  const settings = (await bare.ask('/settings')).body
  const keys = (await bare.ask('/.well-known/jwks.json')).body.keys
  const lacks: Partial<Record<Feature, string>> = { mailbox: 'nobody here can read the mail this project sends' }
  const signsUp = !settings.disable_signup && settings.mailer_autoconfirm === true
  if (person) lacks['sign-up'] = 'with a given account nobody is signed up'
  else if (!signsUp) lacks['sign-up'] = 'signing up is off or needs a confirmation, and no account was given'
  if (!Array.isArray(keys) || keys.length === 0) {
    lacks['published-keys'] = 'the project signs with a shared secret and publishes no keys'
  }
  const external = settings.external as Record<string, unknown> | undefined
  if (!external?.phone) lacks.phone = 'phone codes are off in this project'
  if (!external?.discord) lacks.discord = 'Discord is off in this project'
  return new AuthTarget({ name: base, url, key, lacks, person, outliveReuse: () => pass(REUSE_INTERVAL_MS) })
}

function personOf(variables: NodeJS.ProcessEnv): Person | undefined {
  const { SUPABASE_CONTRACT_EMAIL: email, SUPABASE_CONTRACT_PASSWORD: password } = variables
  if (!email !== !password) throw new Error('SUPABASE_CONTRACT_EMAIL and SUPABASE_CONTRACT_PASSWORD go together')
  return email && password ? { email, password } : undefined
}
