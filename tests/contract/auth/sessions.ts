/** Refresh tokens, their reuse, signing out, and what a token is good for. */
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { type AuthTarget, type Current, claimsOf } from './target'

const nextOf = async (target: AuthTarget, token: string) => target.sessionIn(await target.refresh(token)).refreshToken

/** The guarantees. */
export function sessionGuarantees(current: Current): void {
  test('a refresh gives new tokens of the same session', async (context) => {
    const target = current()
    const before = await target.signIn(await target.person(context))
    const after = target.sessionIn(await target.refresh(before.refreshToken))
    expect(after.refreshToken).not.toBe(before.refreshToken)
    expect(claimsOf(after.accessToken).session_id).toBe(claimsOf(before.accessToken).session_id)
    expect((await target.ask('/user', { token: after.accessToken })).status).toBe(200)
  })

  test('five equal refreshes at once are five answers with one and the same heir', async (context) => {
    const target = current()
    const { refreshToken } = await target.signIn(await target.person(context))
    const heirs = await Promise.all(Array.from({ length: 5 }, () => nextOf(target, refreshToken)))
    expect(new Set(heirs).size).toBe(1)
  })

  test('the parent of the active token gets the active one again', async (context) => {
    const target = current()
    const { refreshToken } = await target.signIn(await target.person(context))
    const active = await nextOf(target, refreshToken)
    expect(await nextOf(target, refreshToken)).toBe(active)
    await target.traits.outliveReuse?.()
    expect(await nextOf(target, refreshToken)).toBe(active)
  })

  test('a token two generations old is refused, and its whole family ends', async (context) => {
    const target = current()
    const { refreshToken: old } = await target.signIn(await target.person(context))
    const active = await nextOf(target, await nextOf(target, old))
    await target.traits.outliveReuse?.()
    const reuse = { body: { refresh_token: old } }
    await target.refused(400, 'refresh_token_already_used', '/token?grant_type=refresh_token', reuse)
    await target.traits.outliveReuse?.()
    const heir = await target.refresh(active)
    expect(heir.status).toBe(400)
    expect(['refresh_token_already_used', 'refresh_token_not_found']).toContain(heir.body.error_code)
  })

  test('an unknown token and one that is none are told apart from a used one', async () => {
    const target = current()
    for (const token of ['aaaabbbbcccc', randomUUID()]) {
      const { status, body } = await target.refresh(token)
      expect(status).toBe(400)
      // Which of the two depends on the shape this server's own tokens have.
      expect(['refresh_token_not_found', 'validation_failed']).toContain(body.error_code)
    }
    await target.refused(400, 'validation_failed', '/token?grant_type=refresh_token', { body: { refresh_token: '' } })
  })

  test('signing out here ends this session and no other', async (context) => {
    const target = current()
    const person = await target.person(context)
    const [here, there] = [await target.signIn(person), await target.signIn(person)]
    const out = await target.ask('/logout?scope=local', { method: 'POST', token: here.accessToken })
    expect(out.status).toBe(204)
    await target.refused(403, 'session_not_found', '/user', { token: here.accessToken })
    await target.refused(400, 'refresh_token_not_found', '/token?grant_type=refresh_token', {
      body: { refresh_token: here.refreshToken },
    })
    expect((await target.ask('/user', { token: there.accessToken })).status).toBe(200)
  })

  test('signing out elsewhere ends every session but this one', async (context) => {
    const target = current()
    const person = await target.person(context)
    const [here, there] = [await target.signIn(person), await target.signIn(person)]
    expect((await target.ask('/logout?scope=others', { method: 'POST', token: here.accessToken })).status).toBe(204)
    await target.refused(403, 'session_not_found', '/user', { token: there.accessToken })
    target.sessionIn(await target.refresh(here.refreshToken))
  })

  for (const query of ['?scope=global', '']) {
    test(`signing out everywhere${query ? '' : ', which is what naming no scope means,'} ends them all`, async (context) => {
      const target = current()
      if (!query) target.needs(context, 'default-scope')
      const person = await target.person(context)
      const [here, there] = [await target.signIn(person), await target.signIn(person)]
      expect((await target.ask(`/logout${query}`, { method: 'POST', token: here.accessToken })).status).toBe(204)
      for (const { accessToken, refreshToken } of [here, there]) {
        expect((await target.ask('/user', { token: accessToken })).status).toBe(403)
        expect((await target.refresh(refreshToken)).status).toBe(400)
      }
    })
  }

  test('a scope there is none of ends nothing', async (context) => {
    const target = current()
    const { accessToken } = await target.signIn(await target.person(context))
    await target.refused(400, 'validation_failed', '/logout?scope=all', { method: 'POST', token: accessToken })
    expect((await target.ask('/user', { token: accessToken })).status).toBe(200)
  })

  test('the user is shown to a genuine token alone', async (context) => {
    const target = current()
    const person = await target.person(context)
    const { accessToken } = await target.signIn(person)
    const { status, body } = await target.ask('/user', { token: accessToken })
    expect(status).toBe(200)
    expect(body).toMatchObject({ id: claimsOf(accessToken).sub, email: person.email, role: 'authenticated' })
    expect(JSON.stringify(body)).not.toMatch(/encrypted_password|confirmation_token|recovery_token/)

    const [head, , signature] = accessToken.split('.')
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const claims = { ...claimsOf(accessToken), role: 'service_role' }
    const forgeries = [
      `${head}.${encode(claims)}.${signature}`,
      `${encode({ alg: 'none' })}.${encode(claims)}.`,
      'nonsense',
    ]
    for (const token of forgeries) await target.refused(403, 'bad_jwt', '/user', { token })
    await target.refused(401, 'no_authorization', '/user')
  })

  test('what somebody writes about themselves changes neither who they are nor what they may', async (context) => {
    const target = current()
    target.needs(context, 'sign-up')
    const { accessToken } = await target.signIn(await target.person(context))
    const before = (await target.ask('/user', { token: accessToken })).body
    const data = { provider_id: '1', sub: randomUUID(), role: 'service_role', colour: 'blue' }
    const put = (body: object) => target.ask('/user', { method: 'PUT', token: accessToken, body })
    expect((await put({ data })).body).toMatchObject({ user_metadata: { colour: 'blue' } })
    expect([200, 403]).toContain((await put({ app_metadata: { provider: 'discord' } })).status)
    await put({ role: 'service_role', identities: [], id: randomUUID() })
    const after = (await target.ask('/user', { token: accessToken })).body
    expect(after).toMatchObject({ id: before.id, role: 'authenticated', app_metadata: before.app_metadata as object })
    const kept = (body: Record<string, unknown>) =>
      (body.identities as Record<string, unknown>[]).map(({ id, provider }) => ({ id, provider }))
    expect(kept(after)).toEqual(kept(before))
  })
}
