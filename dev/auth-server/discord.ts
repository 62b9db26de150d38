import * as z from 'zod'
import { loopbackUrl } from '../kit/http'
import type { Core } from './core'
import { AuthError } from './errors'
import type { JsonObject } from './model'
import { discordData } from './users'

const TIMEOUT_MS = 10_000

const tokenSchema = z.object({ access_token: z.string(), refresh_token: z.string().optional() })
const profileSchema = z.object({
  id: z.string(),
  username: z.string(),
  global_name: z.string().nullish(),
  avatar: z.string().nullish(),
  email: z.string().nullish(),
  verified: z.boolean().optional(),
})

/** A Discord account as it came back from the provider. */
interface DiscordAccount {
  readonly data: JsonObject
  readonly accessToken: string
  readonly refreshToken: string | null
}

/** Exchanges the provider's code and reads the profile. Any failure is the 500 the real server gives. */
export async function fetchDiscordAccount(core: Core, code: string): Promise<DiscordAccount> {
  const base = loopbackUrl(core.config.discordUrl)
  const token = await call(tokenSchema, 'Unable to exchange external code', `${base}/api/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams({
      client_id: core.discordClient.id,
      client_secret: core.discordClient.secret,
      code,
      grant_type: 'authorization_code',
      redirect_uri: `${core.issuer()}/callback`,
    }),
  })
  const profile = await call(
    profileSchema,
    'Error getting user profile from external provider',
    `${base}/api/users/@me`,
    {
      headers: { authorization: `Bearer ${token.access_token}` },
    },
  )
  const data = discordData({
    id: profile.id,
    username: profile.username,
    globalName: profile.global_name,
    email: profile.email,
    emailVerified: profile.verified ?? false,
    ...(profile.avatar ? { avatarUrl: `https://cdn.discordapp.com/avatars/${profile.id}/${profile.avatar}.png` } : {}),
  })
  return { data, accessToken: token.access_token, refreshToken: token.refresh_token ?? null }
}

async function call<T>(schema: z.ZodType<T>, what: string, url: string, init: RequestInit): Promise<T> {
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS), redirect: 'error' })
    if (!response.ok) throw new Error(`Discord answered ${response.status}`)
    return schema.parse(await response.json())
  } catch (error) {
    throw new AuthError(500, 'unexpected_failure', what, { cause: error instanceof Error ? error.message : 'unknown' })
  }
}
