/**
 * One call to the auth server for a person who waits, with their own token. Done without the client library, which may
 * refresh, store and remove sessions on the side.
 */
import * as z from 'zod'
import { getServerEnv } from '@/lib/env/server'

/** What came back. `code` is the auth server's own; `away` = no answer, or none that says anything. */
export type AuthAnswer = { kind: 'ok'; body: unknown } | { kind: 'refused'; code: string } | { kind: 'away' }

interface Call {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  token: string
  body?: unknown
  timeoutMs?: number
}

const usualTimeoutMs = 6_000
const signOutTimeoutMs = 3_000

const refusalSchema = z.union([
  z.object({ error_code: z.string() }).transform(({ error_code }) => error_code),
  z.object({ code: z.string() }).transform(({ code }) => code),
])

/** Calls a path below `/auth/v1`. Never throws. */
export async function callAuth(
  path: string,
  { method, token, body, timeoutMs = usualTimeoutMs }: Call,
): Promise<AuthAnswer> {
  const env = getServerEnv()
  try {
    const response = await fetch(`${env.NEXT_PUBLIC_SUPABASE_URL}/auth/v1${path}`, {
      method,
      headers: {
        apikey: env.NEXT_PUBLIC_SUPABASE_ANON_KEY,
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(timeoutMs),
      cache: 'no-store',
      redirect: 'error',
    })
    const text = await response.text()
    const answer: unknown = text === '' ? {} : JSON.parse(text)
    if (response.ok) return { kind: 'ok', body: answer }
    if (response.status === 429) return { kind: 'refused', code: 'over_request_rate_limit' }
    const code = refusalSchema.safeParse(answer)
    return code.success && response.status < 500 ? { kind: 'refused', code: code.data } : { kind: 'away' }
  } catch {
    return { kind: 'away' }
  }
}

/** Codes of a sign-out that mean there is nothing left to end. */
const alreadyOver = new Set(['session_not_found', 'session_expired', 'user_not_found', 'user_banned'])

/**
 * Ends sessions at the auth server: this one, all others, or all. Answers whether they are over for certain; their access
 * tokens hold until they expire, which is Mind's own business.
 */
export async function logout(token: string, scope: 'local' | 'others' | 'global'): Promise<boolean> {
  const answer = await callAuth(`/logout?scope=${scope}`, { method: 'POST', token, timeoutMs: signOutTimeoutMs })
  return answer.kind === 'ok' || (answer.kind === 'refused' && alreadyOver.has(answer.code))
}
