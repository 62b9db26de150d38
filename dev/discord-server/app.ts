import type { OutgoingHttpHeaders } from 'node:http'
import type { KitReply, KitRequest } from '../kit/serve'
import { DISCORD_CLIENT } from '../seed/discord-client'
import { Buckets } from './buckets'
import { consentPage, consentRedirect, readConsentRequest, refusalPage } from './consent'
import { guildViews, userView } from './views'
import type { Account, Grant, World } from './world'

const json = (status: number, value: unknown, headers: OutgoingHttpHeaders = {}): KitReply => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(value),
})
const html = (status: number, body: string): KitReply => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
  body,
})
const redirect = (location: string): KitReply => ({ status: 302, headers: { location }, body: '' })

/** Answers requests as Discord's API does, for the few routes a sign-in needs. */
export class DiscordApp {
  readonly buckets = new Buckets()
  readonly #world: World
  readonly #now: () => number

  constructor(world: World, now: () => number) {
    this.#world = world
    this.#now = now
  }

  /** All names of the person a request is about: id, username, e-mail. */
  subjects(request: KitRequest): string[] {
    const form = new URLSearchParams(request.body.toString('utf8'))
    const byCode = this.#world.codes.get(form.get('code') ?? '')?.accountId
    const byRefresh = this.#world.grants.find((grant) => grant.refreshToken === form.get('refresh_token'))?.accountId
    const id = this.#grant(request)?.accountId ?? byCode ?? byRefresh ?? form.get('account') ?? ''
    const account = this.#world.accounts.get(id)
    return account ? [account.id, account.username, account.email ?? ''].filter(Boolean) : []
  }

  /** Answers one request. */
  async handle(request: KitRequest): Promise<KitReply> {
    const url = new URL(`http://127.0.0.1${request.path.startsWith('/') ? request.path : '/'}`)
    const path = url.pathname.replace(/^\/api(\/v\d+)?(?=\/)/, '')
    if (path === url.pathname) return json(404, { message: '404: Not Found', code: 0 })
    const form = new URLSearchParams(request.body.toString('utf8'))
    switch (`${request.method} ${path}`) {
      case 'GET /oauth2/authorize':
        return this.#ask(url.searchParams)
      case 'POST /oauth2/authorize':
        return this.#choose(form)
      case 'POST /oauth2/token':
        return this.#exchange(request, form)
      case 'POST /oauth2/token/revoke':
        this.#world.revoke((grant) => [grant.accessToken, grant.refreshToken].includes(form.get('token') ?? ''))
        return json(200, {})
      case 'GET /users/@me':
        return this.#asPerson(request, path, (account, grant) => json(200, userView(account, grant.scopes)))
      case 'GET /users/@me/guilds':
        return this.#asPerson(request, path, (account, grant) => {
          if (!grant.scopes.includes('guilds')) return json(401, { message: '401: Unauthorized', code: 0 })
          const list = guildViews(account, url.searchParams)
          return list ? json(200, list) : json(400, { message: 'Invalid Form Body', code: 50_035 })
        })
      default:
        return json(404, { message: '404: Not Found', code: 0 })
    }
  }

  #ask(params: URLSearchParams): KitReply {
    const request = readConsentRequest(params)
    return typeof request === 'string' ? html(400, refusalPage(request)) : html(200, consentPage(this.#world, request))
  }

  #choose(form: URLSearchParams): KitReply {
    const request = readConsentRequest(form)
    if (typeof request === 'string') return html(400, refusalPage(request))
    const chosen = form.get('account') ?? ''
    const account = this.#world.accounts.get(chosen)
    if (chosen !== '' && !account) return html(400, refusalPage('Unknown account'))
    return redirect(consentRedirect(this.#world, request, account ?? null, this.#now()))
  }

  #exchange(request: KitRequest, form: URLSearchParams): KitReply {
    const [, basic] = (request.headers.authorization ?? '').split('Basic ')
    const [user, password] = Buffer.from(basic ?? '', 'base64')
      .toString('utf8')
      .split(':')
    const id = form.get('client_id') ?? user
    const secret = form.get('client_secret') ?? password
    if (id !== DISCORD_CLIENT.id || secret !== DISCORD_CLIENT.secret) return json(401, { error: 'invalid_client' })
    const grantType = form.get('grant_type')
    if (grantType === 'refresh_token') return this.#refresh(form.get('refresh_token') ?? '')
    if (grantType !== 'authorization_code') return json(400, { error: 'unsupported_grant_type' })
    const text = form.get('code') ?? ''
    const code = this.#world.codes.get(text)
    this.#world.codes.delete(text)
    if (!code || code.expiresAt <= this.#now() || code.redirectUri !== form.get('redirect_uri')) {
      return json(400, { error: 'invalid_grant', error_description: 'Invalid "code" in request.' })
    }
    return this.#tokens(this.#world.addGrant(code.accountId, code.scopes, this.#now()))
  }

  #refresh(refreshToken: string): KitReply {
    const old = this.#world.grants.find((grant) => grant.refreshToken === refreshToken)
    if (!old) return json(400, { error: 'invalid_grant' })
    this.#world.revoke((grant) => grant === old)
    return this.#tokens(this.#world.addGrant(old.accountId, old.scopes, this.#now()))
  }

  #tokens(grant: Grant): KitReply {
    return json(200, {
      token_type: 'Bearer',
      access_token: grant.accessToken,
      expires_in: Math.ceil((grant.expiresAt - this.#now()) / 1000),
      refresh_token: grant.refreshToken,
      scope: grant.scopes.join(' '),
    })
  }

  #grant(request: KitRequest): Grant | undefined {
    const [, token] = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '') ?? []
    return token ? this.#world.grantOf(token, this.#now()) : undefined
  }

  #asPerson(request: KitRequest, route: string, answer: (account: Account, grant: Grant) => KitReply): KitReply {
    const grant = this.#grant(request)
    const account = this.#world.accounts.get(grant?.accountId ?? '')
    if (!grant || !account) return json(401, { message: '401: Unauthorized', code: 0 })
    const { headers, retryAfterMs } = this.buckets.take(route, grant.accessToken, this.#now())
    if (retryAfterMs > 0 && this.#world.config.limits) {
      const retry_after = retryAfterMs / 1000
      const body = { message: 'You are being rate limited.', retry_after, global: false }
      return json(429, body, {
        ...headers,
        'retry-after': String(Math.ceil(retry_after)),
        'x-ratelimit-scope': 'user',
      })
    }
    const reply = answer(account, grant)
    return { ...reply, headers: { ...reply.headers, ...headers } }
  }
}
