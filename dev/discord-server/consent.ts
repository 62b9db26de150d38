import { assertLoopbackHost } from '../kit/http'
import { DISCORD_CLIENT } from '../seed/discord-client'
import type { Account, World } from './world'

const CODE_TTL_MS = 60_000

/** What an application asks for. */
interface ConsentRequest {
  readonly redirectUri: string
  readonly scopes: readonly string[]
  readonly state: string | null
  readonly raw: URLSearchParams
}

/** Reads an authorization request; answers a sentence when it makes no sense, which must not be sent on anywhere. */
export function readConsentRequest(params: URLSearchParams): ConsentRequest | string {
  const redirectUri = params.get('redirect_uri') ?? ''
  if (params.get('client_id') !== DISCORD_CLIENT.id) return 'Unknown application'
  if (params.get('response_type') !== 'code') return 'Unsupported response type'
  if (!URL.canParse(redirectUri)) return 'Invalid OAuth2 redirect_uri'
  try {
    assertLoopbackHost(new URL(redirectUri).hostname)
  } catch {
    return 'Invalid OAuth2 redirect_uri'
  }
  const scopes = (params.get('scope') ?? '').split(/\s+/).filter(Boolean)
  if (scopes.length === 0) return 'No scopes were provided'
  return { redirectUri, scopes, state: params.get('state'), raw: params }
}

/** Where the browser goes after the person chose: back with a code, or with a refusal. */
export function consentRedirect(world: World, request: ConsentRequest, account: Account | null, now: number): string {
  const url = new URL(request.redirectUri)
  if (account) {
    const { scopes, redirectUri } = request
    const code = world.addCode({ accountId: account.id, scopes, redirectUri, expiresAt: now + CODE_TTL_MS })
    url.searchParams.set('code', code)
  } else {
    url.searchParams.set('error', 'access_denied')
    const why = 'The resource owner or authorization server denied the request'
    url.searchParams.set('error_description', why)
  }
  if (request.state !== null) url.searchParams.set('state', request.state)
  return url.toString()
}

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (char) => `&#${char.codePointAt(0)};`)

/** The page on which the person says who they are, or refuses. */
export function consentPage(world: World, request: ConsentRequest): string {
  const hidden = [...request.raw]
    .map(([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`)
    .join('')
  const choices = [...world.accounts.values()].map((account) => {
    const name = escapeHtml(account.username)
    return `<button name="account" value="${escapeHtml(account.id)}">Continue as ${name}</button>`
  })
  const scopes = request.scopes.map((scope) => `<li>${escapeHtml(scope)}</li>`).join('')
  return page(
    'Local Discord',
    `<h1>Local Discord</h1><p>Mind wants to access your account. It asks for:</p><ul>${scopes}</ul>
<form method="post">${hidden}${choices.join('\n')}
<button name="account" value="">Cancel</button></form>`,
  )
}

/** A page that says why nothing can be asked here. */
export const refusalPage = (why: string): string =>
  page('Local Discord', `<h1>Local Discord</h1><p>${escapeHtml(why)}</p>`)

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><title>${title}</title><style>
body{font:16px/1.5 system-ui;max-width:26rem;margin:3rem auto;padding:0 1rem;color-scheme:light dark}
button{display:block;width:100%;padding:.75rem;margin:.5rem 0;font:inherit;cursor:pointer}
</style></head><body><main>${body}</main></body></html>`
}
