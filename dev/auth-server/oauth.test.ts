import type { SupabaseClient } from '@supabase/supabase-js'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type DiscordServer, startDiscordServer } from '../discord-server/server'
import { PEOPLE } from '../seed/people'
import { callControl, startTestServer, type TestServer } from './test-kit'

let discord: DiscordServer
let on: TestServer
beforeAll(async () => {
  discord = await startDiscordServer({ port: 0, controlPort: 0, seed: 'demo' })
  on = await startTestServer({ discordUrl: `http://127.0.0.1:${discord.port}` })
})
afterAll(async () => {
  await Promise.all([on.close(), discord.close()])
})
beforeEach(async () => {
  await on.control('POST /reset', { seed: 'demo' })
  await callControl(discord.controlPort, 'POST /reset', { seed: 'demo' })
})

const { ada, noor } = PEOPLE
const TESS = '918273645546372819'
const SAM = '1002003004005006007'
const CALLBACK = 'http://127.0.0.1:3000/auth/callback'

const redirectOf = async (response: Response): Promise<string> => {
  expect(response.status).toBe(302)
  return response.headers.get('location') ?? ''
}
const follow = async (url: string) => redirectOf(await fetch(url, { redirect: 'manual' }))

/** Goes through the consent page as the given account (or refuses) and answers where Mind is called back. */
async function consent(consentUrl: string, accountId: string | null): Promise<URL> {
  const url = new URL(consentUrl)
  const page = await fetch(url)
  expect(await page.text()).toContain('Continue as ada')
  const form = new URLSearchParams(url.searchParams)
  form.set('account', accountId ?? '')
  const back = await redirectOf(
    await fetch(`${url.origin}${url.pathname}`, { method: 'POST', body: form, redirect: 'manual' }),
  )
  return new URL(await follow(back))
}

async function start(client: SupabaseClient): Promise<string> {
  const { data, error } = await client.auth.signInWithOAuth({
    provider: 'discord',
    options: { skipBrowserRedirect: true, redirectTo: CALLBACK, scopes: 'guilds' },
  })
  expect(error).toBeNull()
  return follow(data.url ?? '')
}

async function signInAs(client: SupabaseClient, accountId: string) {
  const landed = await consent(await start(client), accountId)
  return client.auth.exchangeCodeForSession(landed.searchParams.get('code') ?? '')
}

describe('sign-in with Discord', () => {
  test('gives a session with the tokens of Discord, which read the guild list', async () => {
    const client = on.client()
    const landed = await consent(await start(client), ada.discordId)
    expect(landed.origin + landed.pathname).toBe(CALLBACK)
    expect([...landed.searchParams.keys()]).toContain('code')
    const { data, error } = await client.auth.exchangeCodeForSession(landed.searchParams.get('code') ?? '')
    expect(error).toBeNull()
    expect(data.user?.id).toBe(ada.userId)
    expect(data.session?.provider_refresh_token).toBeTruthy()
    expect((await client.auth.getClaims()).data?.claims.amr).toEqual([
      { method: 'oauth', timestamp: expect.any(Number) },
    ])
    const guilds = await fetch(`http://127.0.0.1:${discord.port}/api/v10/users/@me/guilds`, {
      headers: { authorization: `Bearer ${data.session?.provider_token}` },
    })
    const list = (await guilds.json()) as { id: string; permissions: string }[]
    expect(list.length).toBeGreaterThanOrEqual(2)
    for (const guild of list) expect(guild.id).toMatch(/^\d{17,20}$/)
  })

  test('the tokens of Discord are handed out once and are not in the refreshed session', async () => {
    const client = on.client()
    await signInAs(client, ada.discordId)
    const { data } = await client.auth.refreshSession()
    expect(data.session?.provider_token).toBeUndefined()
  })

  test('a stranger gets an account with the Discord identity', async () => {
    const { data, error } = await signInAs(on.client(), TESS)
    expect(error).toBeNull()
    expect(data.user).toMatchObject({ email: 'tess@example.test', app_metadata: { providers: ['discord'] } })
    expect(data.user?.identities?.map((identity) => identity.id)).toEqual([TESS])
  })

  test('an address Discord vouches for joins the account that has it', async () => {
    await on.control('POST /users', { email: 'tess@example.test', password: 'password' })
    const { data } = await signInAs(on.client(), TESS)
    expect(data.user?.app_metadata.providers).toEqual(['email', 'discord'])
  })

  test('an address Discord does not vouch for joins nothing and signs nobody in', async () => {
    const mine = await on.control('POST /users', { email: 'sam@example.test', password: 'password' })
    const landed = await consent(await start(on.client()), SAM)
    expect(landed.searchParams.get('error_code')).toBe('provider_email_needs_verification')
    expect(landed.searchParams.get('code')).toBeNull()
    const session = await on.control('POST /sessions', { userId: mine.id })
    expect((session.user as { identities: unknown[] }).identities).toHaveLength(1)
  })

  test('such an address without an account must be confirmed by e-mail first', async () => {
    const landed = await consent(await start(on.client()), SAM)
    expect(landed.searchParams.get('error_code')).toBe('provider_email_needs_verification')
    const { messages } = await on.control('GET /messages?to=sam@example.test')
    expect(messages).toEqual([expect.objectContaining({ purpose: 'signup' })])
  })

  test("who prepared an account under a stranger's address keeps no door into it", async () => {
    await on.control('POST /users', { email: 'tess@example.test', password: 'trap-password', confirmed: false })
    const { data } = await signInAs(on.client(), TESS)
    expect(data.user?.app_metadata.providers).toEqual(['discord'])
    const trap = await on.client().auth.signInWithPassword({ email: 'tess@example.test', password: 'trap-password' })
    expect(trap.error?.code).toBe('invalid_credentials')
  })

  test('a refusal comes back as access_denied', async () => {
    const landed = await consent(await start(on.client()), null)
    expect(landed.origin + landed.pathname).toBe(CALLBACK)
    expect(landed.searchParams.get('error')).toBe('access_denied')
    expect(landed.searchParams.get('code')).toBeNull()
  })

  test('a missing, invented, spent or expired state comes back to the site with the reason', async () => {
    const reason = async (query: string) => {
      const landed = new URL(await follow(`${on.url}/auth/v1/callback?code=x${query}`))
      expect(landed.origin).toBe('http://127.0.0.1:3000')
      return landed.searchParams.get('error_code')
    }
    expect(await reason('')).toBe('bad_oauth_callback')
    expect(await reason('&state=y')).toBe('bad_oauth_state')
    expect(await reason('&state=00000000-0000-4000-8000-000000000000')).toBe('bad_oauth_state')
    const consentUrl = await start(on.client())
    await consent(consentUrl, ada.discordId)
    expect(await reason(`&state=${new URL(consentUrl).searchParams.get('state')}`)).toBe('bad_oauth_state')
    const slow = await start(on.client())
    await on.control('POST /clock', { offsetMs: 301_000 })
    expect((await consent(slow, ada.discordId)).searchParams.get('error_code')).toBe('bad_oauth_state')
  })

  test('a Discord that is down comes back as server_error', async () => {
    const consentUrl = await start(on.client())
    const fault = { match: { path: '/oauth2/token' }, times: 1, do: { status: 503 } }
    await callControl(discord.controlPort, 'POST /faults', fault)
    const landed = await consent(consentUrl, ada.discordId)
    expect(landed.searchParams.get('error')).toBe('server_error')
  })

  test('code and verifier of two clients do not fit, and a code works once', async () => {
    const [mine, other] = [on.client(), on.client()]
    const landed = await consent(await start(mine), ada.discordId)
    await start(other)
    const code = landed.searchParams.get('code') ?? ''
    expect((await other.auth.exchangeCodeForSession(code)).error?.code).toBe('bad_code_verifier')
    expect((await mine.auth.exchangeCodeForSession(code)).error).toBeNull()
    const again = await on.api('/token?grant_type=pkce', { body: { auth_code: code, code_verifier: 'x'.repeat(50) } })
    expect([again.status, again.body.error_code]).toEqual([404, 'flow_state_not_found'])
  })

  test('an unknown or switched-off provider is refused', async () => {
    const unknown = await on.api('/authorize?provider=github')
    await on.control('POST /config', { providers: { discord: false } })
    const off = await on.api('/authorize?provider=discord')
    expect([unknown.body.error_code, off.body.error_code]).toEqual(['validation_failed', 'validation_failed'])
  })
})

describe('linking', () => {
  async function link(client: SupabaseClient, accountId: string): Promise<URL> {
    const { data, error } = await client.auth.linkIdentity({ provider: 'discord', options: { redirectTo: CALLBACK } })
    expect(error).toBeNull()
    return consent(data.url ?? '', accountId)
  }
  async function asNoor(): Promise<SupabaseClient> {
    const client = on.client()
    await client.auth.signInWithPassword({ email: noor.email, password: noor.password })
    return client
  }

  test('somebody signed in adds their Discord account and can take it away again', async () => {
    const client = await asNoor()
    const landed = await link(client, TESS)
    const { data } = await client.auth.exchangeCodeForSession(landed.searchParams.get('code') ?? '')
    expect(data.user?.id).toBe(noor.userId)
    expect(data.user?.email).toBe(noor.email)
    const identities = (await client.auth.getUserIdentities()).data?.identities ?? []
    expect(identities.map((identity) => identity.provider)).toEqual(['email', 'discord'])
    const [email, added] = identities
    if (!email || !added) throw new Error('two identities expected')
    expect((await client.auth.unlinkIdentity(added)).error).toBeNull()
    expect((await client.auth.getUserIdentities()).data?.identities).toHaveLength(1)
    expect((await client.auth.unlinkIdentity(email)).error?.code).toBe('single_identity_not_deletable')
  })

  test('an account that belongs to somebody else is refused and stays theirs', async () => {
    const landed = await link(await asNoor(), ada.discordId)
    expect(landed.searchParams.get('error_code')).toBe('identity_already_exists')
    const session = await on.control('POST /sessions', { email: ada.email })
    expect((session.user as { identities: unknown[] }).identities).toHaveLength(2)
  })

  test('a project without manual linking refuses both', async () => {
    await on.control('POST /config', { manualLinking: false })
    const { error } = await (await asNoor()).auth.linkIdentity({ provider: 'discord' })
    expect(error?.code).toBe('manual_linking_disabled')
  })

  test('nobody links without being signed in', async () => {
    const answer = await on.api('/user/identities/authorize?provider=discord&skip_http_redirect=true')
    expect(answer.status).toBe(401)
  })
})
