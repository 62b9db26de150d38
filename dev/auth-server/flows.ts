import { createHash, randomUUID } from 'node:crypto'
import { type Route, textField } from './api'
import type { Core } from './core'
import { badRequest, notFound, unprocessable } from './errors'
import type { FlowState, JsonObject } from './model'
import { startSession } from './sessions'

/** The PKCE half of a request that starts a flow. */
export interface Challenge {
  readonly challenge: string
  readonly method: string
}

/** Reads challenge and method from a body or query; null for the implicit flow, 400 when only one is there. */
export function readChallenge(
  challenge: string | null | undefined,
  method: string | null | undefined,
): Challenge | null {
  if (!challenge && !method) return null
  if (!challenge || !method) {
    throw badRequest('validation_failed', 'PKCE flow requires code_challenge_method and code_challenge')
  }
  if (!/^[a-zA-Z._~0-9-]{43,128}$/.test(challenge)) {
    throw badRequest('validation_failed', 'code challenge has to be between 43 and 128 characters')
  }
  const lower = method.toLowerCase()
  if (lower !== 's256' && lower !== 'plain') throw badRequest('validation_failed', 'Invalid code challenge method')
  return { challenge, method: lower }
}

/** Challenge fields of a JSON body. */
export const bodyChallenge = (body: JsonObject): Challenge | null =>
  readChallenge(textField(body, 'code_challenge'), textField(body, 'code_challenge_method'))

/** Remembers a flow that was started. `method` becomes the session's proof when it ends. */
export function startFlow(
  core: Core,
  flow: Pick<FlowState, 'provider' | 'method' | 'redirectTo' | 'linkingUserId' | 'userId'> & {
    readonly pkce: Challenge | null
  },
): FlowState {
  const { pkce, ...rest } = flow
  const state: FlowState = {
    ...rest,
    id: randomUUID(),
    authCode: randomUUID(),
    codeChallenge: pkce?.challenge ?? null,
    codeChallengeMethod: pkce?.method ?? '',
    createdAt: core.now(),
    authCodeIssuedAt: null,
    providerToken: null,
    providerRefreshToken: null,
  }
  core.store.flows.set(state.id, state)
  return state
}

/** Hands out the code of the newest waiting flow of a user and kind, when a link of that flow was opened. */
export function issueAuthCode(core: Core, userId: string, method: string): string {
  const flow = [...core.store.flows.values()].findLast((one) => one.userId === userId && one.method === method)
  if (!flow) throw badRequest('flow_state_not_found', 'No associated flow state found.')
  flow.authCodeIssuedAt = core.now()
  return flow.authCode
}

/** `POST /token?grant_type=pkce`: code and verifier for a session, once. */
export const pkceGrant: Route = async (core, request) => {
  const body = request.json()
  const code = textField(body, 'auth_code')
  const verifier = textField(body, 'code_verifier')
  if (!code || !verifier) {
    const why = 'invalid request: both auth code and code verifier should be non-empty'
    throw badRequest('validation_failed', why)
  }
  const flow = [...core.store.flows.values()].find((one) => one.authCode === code && one.authCodeIssuedAt !== null)
  const user = core.store.users.get(flow?.userId ?? '')
  if (!flow || !user) throw notFound('flow_state_not_found', 'invalid flow state, no valid flow state found')
  if (core.now() > (flow.authCodeIssuedAt ?? flow.createdAt) + core.config.flowStateTtlSeconds * 1000) {
    throw unprocessable('flow_state_expired', 'invalid flow state, flow state has expired')
  }
  const shown =
    flow.codeChallengeMethod === 's256' ? createHash('sha256').update(verifier).digest('base64url') : verifier
  if (shown !== flow.codeChallenge) {
    throw badRequest('bad_code_verifier', 'code challenge does not match previously saved code verifier')
  }
  core.store.flows.delete(flow.id)
  return { status: 200, body: await startSession(core, user, flow.method, request.caller, flow) }
}
