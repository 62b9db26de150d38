import { type ApiReply, type ApiRequest, asAuthError, type Route } from './api'
import type { Core } from './core'
import { fetchDiscordAccount } from './discord'
import { AuthError, badRequest, unprocessable } from './errors'
import { readChallenge, startFlow } from './flows'
import { requireUser } from './identify'
import { linkIdentity, signInWithIdentity } from './linking'
import type { User } from './model'
import { errorRedirect, redirectTarget, withFragment, withQuery } from './redirects'
import { startSession } from './sessions'

const OWN_PARAMS = new Set([
  ...['provider', 'scopes', 'code_challenge', 'code_challenge_method', 'redirect_to', 'skip_http_redirect', 'apikey'],
  ...['client_id', 'redirect_uri', 'response_type', 'scope', 'state'],
])

/** `GET /authorize`: sends the person to the provider. */
export const authorize: Route = async (core, request) => found(await providerUrl(core, request, null))

/** `GET /user/identities/authorize`: the same, to add the identity to the person who asks. */
export const linkAuthorize: Route = async (core, request) => {
  requireManualLinking(core)
  const { user } = await requireUser(core, request)
  const url = await providerUrl(core, request, user)
  return request.query.get('skip_http_redirect') === 'true' ? { status: 200, body: { url } } : found(url)
}

/** Refuses linking and unlinking while the project has them switched off. */
export function requireManualLinking(core: Core): void {
  if (!core.config.manualLinking) throw new AuthError(404, 'manual_linking_disabled', 'Manual linking is disabled')
}

async function providerUrl(core: Core, request: ApiRequest, linkingUser: User | null): Promise<string> {
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
  const state = await core.keys.sign({ flow_state_id: flow.id, provider, exp: Math.floor(core.now() / 1000) + 300 })
  const extra = Object.fromEntries([...query].filter(([name]) => !OWN_PARAMS.has(name)))
  return withQuery(`${core.config.discordUrl}/api/oauth2/authorize`, {
    ...extra,
    client_id: core.discordClient.id,
    redirect_uri: `${core.issuer()}/callback`,
    response_type: 'code',
    scope: ['email', 'identify', ...(query.get('scopes') ?? '').split(/[ ,]+/)].filter(Boolean).join(' '),
    state,
  })
}

/** `GET /callback`: where the provider sends the person back. Always answers with a redirect to the site. */
export const callback: Route = async (core, request) => {
  let target = core.config.siteUrl
  try {
    const claims = await core.keys.verify(request.query.get('state') ?? '', core.now()).catch(() => {
      throw badRequest('bad_oauth_state', 'OAuth callback with invalid state')
    })
    const flow = core.store.flows.get(String(claims.flow_state_id))
    if (!flow) throw unprocessable('flow_state_not_found', 'Flow state not found')
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

function providerRefusal(target: string, error: string, description: string): string {
  const params = { error, error_description: description }
  return withFragment(withQuery(target, params), params)
}

const found = (location: string): ApiReply => ({ status: 302, headers: { location } })
