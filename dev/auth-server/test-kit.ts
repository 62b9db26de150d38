/** What the tests of this folder share: a server on free ports, its control routes, clients. */
import { createClient, type SupabaseClient } from '@supabase/supabase-js'
import { type AuthServer, startAuthServer } from './server'

/** JSON answer of a raw call. */
interface RawAnswer {
  readonly status: number
  readonly headers: Headers
  readonly body: Record<string, unknown>
}

/** A server under test with the ways to speak to it. */
export interface TestServer {
  readonly server: AuthServer
  /** Address without path, as the client library takes it. */
  readonly url: string
  /** Calls the API with the public key. `path` begins below `/auth/v1`. */
  readonly api: (path: string, init?: { method?: string; body?: unknown; headers?: HeadersInit }) => Promise<RawAnswer>
  /** Calls a control route, such as `POST /config`; throws when it is refused. */
  readonly control: (route: string, body?: unknown) => Promise<Record<string, unknown>>
  /** A fresh client of the real library, keeping its session in memory. */
  readonly client: () => SupabaseClient
  readonly close: () => Promise<void>
}

/** Starts a server for one test file. */
export async function startTestServer(options: { discordUrl?: string } = {}): Promise<TestServer> {
  const server = await startAuthServer({
    port: 0,
    controlPort: 0,
    seed: 'demo',
    siteUrl: 'http://127.0.0.1:3000',
    discordUrl: options.discordUrl ?? 'http://127.0.0.1:54331',
  })
  const url = `http://127.0.0.1:${server.port}`
  return {
    server,
    url,
    api: async (path, init = {}) => {
      const response = await fetch(`${url}/auth/v1${path}`, {
        method: init.method ?? (init.body === undefined ? 'GET' : 'POST'),
        headers: { apikey: server.anonKey, ...Object.fromEntries(new Headers(init.headers)) },
        redirect: 'manual',
        ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
      })
      return { status: response.status, headers: response.headers, body: asRecord(await response.text()) }
    },
    control: (route, body) => callControl(server.controlPort, route, body),
    client: () => memoryClient(url, server.anonKey),
    close: server.close,
  }
}

/** Calls a control route of any server of the local stack; throws when it is refused. */
export async function callControl(port: number, route: string, body?: unknown): Promise<Record<string, unknown>> {
  const [method, path] = route.split(' ')
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    method: method ?? 'GET',
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const answer = asRecord(await response.text())
  if (!response.ok) throw new Error(`${route}: ${response.status} ${JSON.stringify(answer)}`)
  return answer
}

function asRecord(text: string): Record<string, unknown> {
  if (text === '') return {}
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : { value }
  } catch {
    return { text }
  }
}

function memoryClient(url: string, key: string): SupabaseClient {
  const kept = new Map<string, string>()
  return createClient(url, key, {
    auth: {
      flowType: 'pkce',
      autoRefreshToken: false,
      detectSessionInUrl: false,
      persistSession: true,
      storage: {
        getItem: (name) => kept.get(name) ?? null,
        setItem: (name, value) => void kept.set(name, value),
        removeItem: (name) => void kept.delete(name),
      },
    },
  })
}
