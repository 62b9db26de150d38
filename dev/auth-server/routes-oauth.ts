import { type ApiReply, type ApiRequest, asAuthError, type Route } from './api'
import type { Core } from './core'
import { fetchDiscordAccount } from './discord'
import { AuthError, badRequest, unprocessable } from './errors'
import { readChallenge, startFlow } from './flows'
import { requireUser } from './identify'
import { linkIdentity, signInWithIdentity } from './linking'
import type { FlowState, User } from './model'
import { errorRedirect, redirectTarget, withFragment, withQuery } from './redirects'
import { startSession } from './sessions'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const OWN_PARAMS = new Set([
  ...['provider', 'scopes', 'code_challenge', 'code_challenge_method', 'redirect_to', 'skip_http_redirect', 'apikey'],
  ...['client_id', 'redirect_uri', 'response_type', 'scope', 'state'],
])

/** `GET /authorize`: sends the person to the provider. */
export const authorize: Route = async (core, request) => found(providerUrl(core, request, null))

/** `GET /user/identities/authorize`: the same, to add the identity to the person who asks. */
export const linkAuthorize: Route = async (core, request) => {
  requireManualLinking(core)
  const { user } = await requireUser(core, request)
  const url = providerUrl(core, request, user)
  return request.query.get('skip_http_redirect') === 'true' ? { status: 200, body: { url } } : found(url)
}

/** Refuses linking and unlinking while the project has them switched off. */
export function requireManualLinking(core: Core): void {
  if (!core.config.manualLinking) throw new AuthError(404, 'manual_linking_disabled', 'Manual linking is disabled')
}

function providerUrl(core: Core, request: ApiRequest, linkingUser: User | null): string {
  const { query } = request
  const provider = query.get('provider') ?? ''
  if (provider !== 'discord') {
    throw badRequest('validation_failed', `Unsupported provider: Provider ${provider} could not be found`)
  }
  if (!core.config.providers.discord) {
    throw badRequest('validation_failed', 'Unsupported provider: provider is not enabled')
  }
  const pkce = readChallenge(query.get('code_challenge'), query.get('code_challenge_method'))
  const redirectTo = redirectTarget(core, request)
  const linkingUserId = linkingUser?.id ?? null
  const flow = startFlow(core, { provider, method: 'oauth', redirectTo, linkingUserId, userId: null, pkce })
  const extra = Object.fromEntries([...query].filter(([name]) => !OWN_PARAMS.has(name)))
  return withQuery(`${core.config.discordUrl}/api/oauth2/authorize`, {
    ...extra,
    client_id: core.discordClient.id,
    redirect_uri: `${core.issuer()}/callback`,
    response_type: 'code',
    scope: ['email', 'identify', ...(query.get('scopes') ?? '').split(/[ ,]+/)].filter(Boolean).join(' '),
    state: flow.id,
  })
}

/** `GET /callback`: where the provider sends the person back. Always answers with a redirect to the site. */
export const callback: Route = async (core, request) => {
  let target = core.config.siteUrl
  try {
    const flow = requireFlow(core, request.query.get('state') ?? '')
    target = flow.redirectTo
    const refusal = request.query.get('error')
    if (refusal) {
      core.store.flows.delete(flow.id)
      return found(providerRefusal(target, refusal, request.query.get('error_description') ?? ''))
    }
    const code = request.query.get('code')
    if (!code) throw badRequest('bad_oauth_callback', 'OAuth callback with missing authorization code missing')
    const account = await fetchDiscordAccount(core, code)
    const linkTo = flow.linkingUserId === null ? null : core.store.users.get(flow.linkingUserId)
    if (linkTo === undefined) throw unprocessable('user_not_found', 'Linking target user not found')
    const user = linkTo ? linkIdentity(core, linkTo, account.data) : signInWithIdentity(core, account.data, target)
    flow.userId = user.id
    flow.providerToken = account.accessToken
    flow.providerRefreshToken = account.refreshToken
    flow.authCodeIssuedAt = core.now()
    if (flow.codeChallenge !== null) return found(withQuery(target, { code: flow.authCode }))
    core.store.flows.delete(flow.id)
    const session = await startSession(core, user, 'oauth', request.caller, flow)
    const { user: _user, ...tokens } = session
    return found(withFragment(target, Object.fromEntries(Object.entries(tokens).map(([k, v]) => [k, String(v)]))))
  } catch (error) {
    return found(errorRedirect(target, asAuthError(error), true))
  }
}

function requireFlow(core: Core, state: string): FlowState {
  if (!state) throw badRequest('bad_oauth_callback', 'OAuth state parameter missing')
  if (!UUID.test(state)) throw badRequest('bad_oauth_state', 'OAuth state parameter is invalid')
  const flow = core.store.flows.get(state)
  // A flow that already came back must not be answered twice.
  const isOpen = flow && flow.userId === null && core.now() <= flow.createdAt + core.config.flowStateTtlSeconds * 1000
  if (!isOpen) throw badRequest('bad_oauth_state', 'OAuth state not found or expired')
  return flow
}

function providerRefusal(target: string, error: string, description: string): string {
  const params = { error, error_description: description }
  return withFragment(withQuery(target, params), params)
}

const found = (location: string): ApiReply => ({ status: 302, headers: { location } })
