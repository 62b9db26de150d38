import type { ApiRequest } from './api'
import type { Core } from './core'
import type { AuthError } from './errors'

const OAUTH_ERRORS: Readonly<Record<number, string>> = {
  400: 'invalid_request',
  401: 'unauthorized_client',
  403: 'access_denied',
  500: 'server_error',
  503: 'temporarily_unavailable',
}

/** Where to send the person afterwards: the asked-for address when it is allowed, else the site. */
export function redirectTarget(core: Core, request: ApiRequest): string {
  const header = request.headers.redirect_to
  const asked = request.query.get('redirect_to') ?? (Array.isArray(header) ? header[0] : header)
  return asked && isAllowedRedirect(core, asked) ? asked : core.config.siteUrl
}

/** Whether an address is on the site itself or matches the allow list; a site on loopback may use any port. */
function isAllowedRedirect(core: Core, address: string): boolean {
  if (!URL.canParse(address)) return false
  const target = new URL(address)
  const site = new URL(core.config.siteUrl)
  if (target.protocol === site.protocol && target.hostname === site.hostname) return true
  const bare = address.split('#')[0] ?? ''
  return core.config.redirectAllowList.some((pattern) => globToRegExp(pattern).test(bare))
}

function globToRegExp(pattern: string): RegExp {
  const source = pattern
    .split(/(\*\*|\*)/)
    .map((part) => (part === '**' ? '.*' : part === '*' ? '[^./:]*' : part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')))
    .join('')
  return new RegExp(`^${source}$`)
}

/** Adds query parameters to an address. */
export function withQuery(address: string, params: Readonly<Record<string, string>>): string {
  const url = new URL(address)
  for (const [name, value] of Object.entries(params)) url.searchParams.set(name, value)
  return url.toString()
}

/** Puts parameters into the fragment of an address. */
export function withFragment(address: string, params: Readonly<Record<string, string>>): string {
  const url = new URL(address)
  url.hash = new URLSearchParams(params).toString()
  return url.toString()
}

/** The address that tells the site what went wrong: in the fragment always, in the query where asked. */
export function errorRedirect(address: string, error: AuthError, inQuery: boolean): string {
  const denied = ['signup_disabled', 'user_banned', 'provider_email_needs_verification'].includes(error.code)
  const params = {
    error: denied ? 'access_denied' : (OAUTH_ERRORS[error.status] ?? 'server_error'),
    error_code: error.code,
    error_description: error.message,
  }
  return withFragment(inQuery ? withQuery(address, params) : address, params)
}
