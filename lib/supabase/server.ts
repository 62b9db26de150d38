/** A client of the auth server for one sign-in or sign-out. Never shared, never in a browser. */
import 'server-only'
import { createServerClient } from '@supabase/ssr'
import { cookies, headers } from 'next/headers'
import { getServerEnv } from '@/lib/env/server'
import { requestUsesHttps } from '@/lib/security/origin'
import { cookieAttributes } from './session-cookie'

/** One call to the auth server; a person is waiting. */
const authTimeoutMs = 8_000

/** A client that writes the session into this answer's cookies. Only in actions and route handlers. */
export async function createAuthClient() {
  const env = getServerEnv()
  const [cookieStore, requestHeaders] = await Promise.all([cookies(), headers()])
  const https = requestUsesHttps(requestHeaders, 'http:', env.MIND_ORIGIN)
  return createServerClient(env.NEXT_PUBLIC_SUPABASE_URL, env.NEXT_PUBLIC_SUPABASE_ANON_KEY, {
    cookieOptions: { name: env.MIND_COOKIE_NAME, ...cookieAttributes(https) },
    cookies: {
      getAll: () => cookieStore.getAll(),
      // Answers of actions and handlers are never cached, so the headers that go with a new session need no applying here.
      setAll: (cookiesToSet) => {
        for (const { name, value, options } of cookiesToSet) cookieStore.set(name, value, options)
      },
    },
    global: {
      fetch: (input, init) => fetch(input, { ...init, signal: AbortSignal.timeout(authTimeoutMs), cache: 'no-store' }),
    },
  })
}
