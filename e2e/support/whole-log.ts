/** The log of a whole run, searched when all its journeys are done. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Stack } from '../../dev/start'
import { findLookalikes, findSecrets } from './secrets'

async function ask<T>(address: string): Promise<T> {
  return (await (await fetch(address)).json()) as T
}

/** Throws when the log of this stack's Mind holds a token, key or secret that the journeys used. To be called before it ends. */
export async function expectNoSecretInLog({ control, env, logs }: Pick<Stack, 'control' | 'env' | 'logs'>) {
  const [{ secrets }, { grants }] = await Promise.all([
    ask<{ secrets: string[] }>(`${control.auth}/secrets`),
    ask<{ grants: { accessToken: string; refreshToken: string }[] }>(`${control.discord}/grants`),
  ])
  const used = [
    env.ALPHAPY_API_KEY,
    env.NEXT_PUBLIC_SUPABASE_ANON_KEY,
    ...secrets,
    ...grants.flatMap(({ accessToken, refreshToken }) => [accessToken, refreshToken]),
  ].flatMap((secret) => secret ?? [])
  const log = { where: 'the log of the run', text: readFileSync(join(logs, 'mind.log'), 'utf8') }
  const named = Object.fromEntries(used.map((secret, at) => [`secret ${at}`, secret]))
  const found = [...findSecrets([log], named), ...findLookalikes([log])]
  if (found.length > 0) throw new Error(`A secret reached the log: ${found.join(', ')}`)
}
