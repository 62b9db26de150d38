/**
 * The calls of the auth server that sign somebody in, one request each. Sessions come back as data: nothing is kept here,
 * nothing is retried, and an answer is told apart from an auth server that is away.
 */
import * as z from 'zod'

/** What the auth server answers a proof of identity with. */
export const issuedSchema = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: z.number(),
  expires_at: z.number().optional(),
  user: z.looseObject({ id: z.string() }),
  provider_token: z.string().nullish(),
})

/** A session as the auth server issues it. `provider_token` is Discord's, handed out once and never written to a cookie. */
export type IssuedSession = z.infer<typeof issuedSchema>

/** `refused`: the server said no, by its own code. `away`: it did not answer, or with nonsense. */
export type AuthAnswer<T> =
  | { kind: 'ok'; data: T }
  | { kind: 'refused'; code: string; retryAfterMs: number | undefined }
  | { kind: 'away' }

/** What a link in an e-mail, or a code typed from a message, is for. */
export type MessageType = 'email' | 'magiclink' | 'signup' | 'recovery' | 'invite' | 'email_change' | 'sms'

/** The public half of a PKCE flow, and where the auth server sends the person afterwards. */
export interface FlowStart {
  challenge: string
  redirectTo: string
}

/** Parts of the caller, held still by tests. */
export interface AuthApiParts {
  /** Address of the auth API, e.g. `https://abc.supabase.co/auth/v1`. */
  authUrl: string
  apiKey: string
  fetchFn?: typeof fetch
}

/** A person is waiting, and an e-mail or SMS may be sent meanwhile. */
const callTimeoutMs = 8_000

const refusalSchema = z.object({
  code: z.union([z.string(), z.number()]).optional(),
  error_code: z.string().optional(),
  msg: z.string().optional(),
  message: z.string().optional(),
})

/** Our own code for a link that was accepted but brings no session yet: an address is changed by two of them. */
export const halfDone = 'one_link_of_two'
const halfDoneSchema = z.object({ msg: z.string(), code: z.literal('200') })

interface Call {
  method?: 'GET' | 'PUT'
  path: string
  body?: unknown
  /** Access token of the person who asks. */
  token?: string
}

/** Calls the auth server of one project. No method throws. */
export class AuthApi {
  readonly #parts: Required<AuthApiParts>

  constructor({ fetchFn = fetch, ...parts }: AuthApiParts) {
    this.#parts = { ...parts, fetchFn }
  }

  /** Password for a session. */
  signInWithPassword(email: string, password: string): Promise<AuthAnswer<IssuedSession>> {
    return this.#call({ path: '/token?grant_type=password', body: { email, password } }, issuedSchema)
  }

  /** Code of a returned PKCE flow, with the flow's secret, for a session; once. */
  exchangeCode(code: string, verifier: string): Promise<AuthAnswer<IssuedSession>> {
    return this.#call(
      { path: '/token?grant_type=pkce', body: { auth_code: code, code_verifier: verifier } },
      issuedSchema,
    )
  }

  /** Code or link of a message for a session; once. */
  verify(
    proof: { email: string; token: string } | { phone: string; token: string } | { token_hash: string },
    type: MessageType,
  ): Promise<AuthAnswer<IssuedSession>> {
    return this.#call({ path: '/verify', body: { ...proof, type } }, issuedSchema)
  }

  /** Sends a message with a link and a code. `signUp`: whether an unknown address becomes an account. */
  sendEmail(email: string, flow: FlowStart, signUp: boolean): Promise<AuthAnswer<unknown>> {
    return this.#call({ path: withRedirect('/otp', flow), body: { email, create_user: signUp, ...challengeOf(flow) } })
  }

  /** Sends a code to a number (E.164). */
  sendSms(phone: string, signUp: boolean): Promise<AuthAnswer<unknown>> {
    return this.#call({ path: '/otp', body: { phone, create_user: signUp, channel: 'sms' } })
  }

  /** Sends the message that leads to a new password. An unknown address is answered like a known one. */
  sendRecovery(email: string, flow: FlowStart): Promise<AuthAnswer<unknown>> {
    return this.#call({ path: withRedirect('/recover', flow), body: { email, ...challengeOf(flow) } })
  }

  /** Sets the password of the person this token belongs to. */
  setPassword(token: string, password: string): Promise<AuthAnswer<unknown>> {
    return this.#call({ method: 'PUT', path: '/user', body: { password }, token })
  }

  /**
   * The provider's address to send a person to. Asked here rather than by the browser, so that a refusal comes back in
   * words. With a token the identity is added to that person; without, it signs in.
   */
  async providerUrl(
    provider: string,
    scopes: string,
    { challenge, redirectTo }: FlowStart,
    token?: string,
  ): Promise<AuthAnswer<string>> {
    const query = new URLSearchParams({
      provider,
      scopes,
      redirect_to: redirectTo,
      code_challenge: challenge,
      code_challenge_method: 's256',
    })
    if (!token) return this.#call({ method: 'GET', path: `/authorize?${query}` }, z.url())
    query.set('skip_http_redirect', 'true')
    const linking = { method: 'GET' as const, path: `/user/identities/authorize?${query}`, token }
    const answer = await this.#call(linking, z.object({ url: z.url() }))
    return answer.kind === 'ok' ? { kind: 'ok', data: answer.data.url } : answer
  }

  async #call<T = unknown>(call: Call, schema?: z.ZodType<T>): Promise<AuthAnswer<T>> {
    const { authUrl, apiKey, fetchFn } = this.#parts
    try {
      const response = await fetchFn(authUrl + call.path, {
        method: call.method ?? 'POST',
        headers: {
          apikey: apiKey,
          ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(call.token ? { authorization: `Bearer ${call.token}` } : {}),
        },
        ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
        redirect: 'manual',
        signal: AbortSignal.timeout(callTimeoutMs),
        cache: 'no-store',
      })
      // The one redirect there is leads to the provider.
      const text = response.headers.get('location') ?? (await response.text())
      if (response.status === 302) return { kind: 'ok', data: schema ? schema.parse(text) : (text as T) }
      if (response.status >= 500) return { kind: 'away' }
      if (!response.ok) return refusalOf(response.status, text)
      const body: unknown = JSON.parse(text)
      if (halfDoneSchema.safeParse(body).success) return { kind: 'refused', code: halfDone, retryAfterMs: undefined }
      return { kind: 'ok', data: schema ? schema.parse(body) : (body as T) }
    } catch {
      return { kind: 'away' }
    }
  }
}

function withRedirect(path: string, { redirectTo }: FlowStart): string {
  return `${path}?${new URLSearchParams({ redirect_to: redirectTo })}`
}

function challengeOf({ challenge }: FlowStart) {
  return { code_challenge: challenge, code_challenge_method: 's256' }
}

/** The status says enough where the sentence is not the auth server's own, as from a proxy before it. */
function refusalOf(status: number, text: string): AuthAnswer<never> {
  const refusal = refusalSchema.safeParse(parsed(text)).data ?? {}
  const told = refusal.error_code ?? (typeof refusal.code === 'string' ? refusal.code : '')
  const code = told === '' && status === 429 ? 'over_request_rate_limit' : told
  // The wait stands nowhere but in the sentence.
  const seconds = /after (\d+) seconds/.exec(refusal.msg ?? refusal.message ?? '')?.[1]
  return { kind: 'refused', code, retryAfterMs: seconds === undefined ? undefined : Number(seconds) * 1_000 }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
