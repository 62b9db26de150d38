/**
 * The session cookie as `@supabase/ssr` writes it: `base64-` and base64url of the session's JSON, in chunks. Read and
 * written here without a client, so that looking at a session can never refresh or remove it.
 */
import { combineChunks, createChunks, DEFAULT_COOKIE_OPTIONS, isChunkLike } from '@supabase/ssr'
import * as z from 'zod'
import { plainCookieName } from '@/lib/security/host-cookie'

const sessionSchema = z.looseObject({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_at: z.number().optional(),
  /** False: the session ends with the browser. */
  remember: z.boolean().optional().catch(undefined),
})

/** A session as it comes from the auth server or out of the cookie. `expires_at` in seconds. */
export type StoredSession = z.infer<typeof sessionSchema>

/** One cookie to be set. `maxAge` (seconds) 0 removes it; none: it ends with the browser. */
export interface CookieToSet {
  name: string
  value: string
  maxAge: number | undefined
}

const prefix = 'base64-'

/** Servers refuse a request with more than 16 kB of headers, so a session may not grow to where Mind could not read it. */
const sessionMaxLength = 12_000

const toldForS = 600

// The package's own base64url turns characters beyond U+1FFFF into others; Node's keeps them all.
const toBase64Url = (text: string) => Buffer.from(text, 'utf8').toString('base64url')
const fromBase64Url = (text: string) => Buffer.from(text, 'base64url').toString('utf8')

/** The session held by these cookies, or `undefined` when there is none or it cannot be read. */
export async function decodeSession(
  cookieName: string,
  cookieValue: (name: string) => string | undefined,
): Promise<StoredSession | undefined> {
  const combined = await combineChunks(cookieName, cookieValue)
  if (!combined) return undefined
  try {
    const text = combined.startsWith(prefix) ? fromBase64Url(combined.slice(prefix.length)) : combined
    const parsed = sessionSchema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : undefined
  } catch {
    return undefined
  }
}

/** True when the cookies of a session have grown beyond what Mind writes: nobody's session, or a damaged one. */
export function isOversize(cookieName: string, cookies: readonly { name: string; value: string }[]): boolean {
  const own = cookies.filter(({ name }) => isChunkLike(name, cookieName))
  return own.reduce((sum, { name, value }) => sum + name.length + value.length, 0) > sessionMaxLength
}

/** Name of the cookie that tells the sign-in page why the session is gone: it was too large to be kept. */
export const tooLargeCookie = 'mind-session-too-large'

/** The cookies by which a session too large to be kept ends, and the one that tells of it for ten minutes. */
export function giveUpSession(cookieName: string, presentNames: readonly string[]): CookieToSet[] {
  return [...removeSession(cookieName, presentNames), { name: tooLargeCookie, value: '1', maxAge: toldForS }]
}

/**
 * The cookies that hold this session; those of an older, longer one go, and over https those under its plain name. Only what
 * Mind needs goes in: no token of a provider, and not the person's record, which would make a long session too long for some
 * proxies.
 * `undefined`: it is too large for cookies even so.
 */
export function encodeSession(
  cookieName: string,
  session: StoredSession,
  presentNames: readonly string[],
): CookieToSet[] | undefined {
  const { access_token, refresh_token, expires_at, remember } = session
  const kept = {
    access_token,
    refresh_token,
    expires_at,
    token_type: 'bearer',
    ...(remember === false ? { remember } : {}),
  }
  const chunks = createChunks(cookieName, prefix + toBase64Url(JSON.stringify(kept)))
  if (isOversize(cookieName, chunks)) return undefined
  const maxAge = remember === false ? undefined : (DEFAULT_COOKIE_OPTIONS.maxAge ?? 34_560_000)
  const written = chunks.map(({ name, value }) => ({ name, value, maxAge }))
  const names = new Set(written.map(({ name }) => name))
  return [...removeSession(cookieName, presentNames).filter(({ name }) => !names.has(name)), ...written]
}

/**
 * Removes every cookie that belongs to the session, chunks included; over https also what lies under its name without the
 * prefix, which is read no more and still holds tokens.
 */
export function removeSession(cookieName: string, presentNames: readonly string[]): CookieToSet[] {
  const own = [cookieName, plainCookieName(cookieName)]
  return presentNames
    .filter((name) => own.some((one) => isChunkLike(name, one)))
    .map((name) => ({ name, value: '', maxAge: 0 }))
}

/** Attributes of every session cookie. Scripts never see it, and it travels on https only where https is used. */
export function cookieAttributes(secure: boolean) {
  return { path: '/', httpOnly: true, sameSite: 'lax' as const, secure }
}
