import { describe, expect, test } from 'vitest'
import { PEOPLE } from '../seed/people'
import { testServer } from './test-server'

const on = testServer()

const { ada, bram } = PEOPLE

async function threeDevices() {
  const devices = [on.client(), on.client(), on.client()] as const
  const [phone, laptop, others] = devices
  await phone.auth.signInWithPassword({ email: ada.email, password: ada.password })
  await laptop.auth.signInWithPassword({ email: ada.email, password: ada.password })
  await others.auth.signInWithPassword({ email: bram.email, password: bram.password })
  const tokens = await Promise.all(devices.map(async (one) => (await one.auth.getSession()).data.session))
  return { phone, laptop, tokens }
}

const userWith = async (session: { access_token: string } | null | undefined) => {
  const answer = await on.api('/user', { headers: { authorization: `Bearer ${session?.access_token}` } })
  return answer.status === 200 ? 'signed in' : answer.body.error_code
}

describe('sign-out', () => {
  test.each([
    ['local', ['session_not_found', 'signed in', 'signed in']],
    ['others', ['signed in', 'session_not_found', 'signed in']],
    ['global', ['session_not_found', 'session_not_found', 'signed in']],
  ] as const)(
    'scope %s ends exactly the sessions it names, though their access tokens are still valid',
    async (scope, left) => {
      const { phone, tokens } = await threeDevices()
      expect((await phone.auth.signOut({ scope })).error).toBeNull()
      expect(await Promise.all(tokens.map(userWith))).toEqual(left)
    },
  )

  test('the refresh token of an ended session is gone too', async () => {
    const { phone, tokens } = await threeDevices()
    await phone.auth.signOut({ scope: 'global' })
    const answer = await on.api('/token?grant_type=refresh_token', {
      body: { refresh_token: tokens[1]?.refresh_token },
    })
    expect([answer.status, answer.body.error_code]).toEqual([400, 'refresh_token_not_found'])
  })

  test('an unknown scope is refused and ends nothing', async () => {
    const { tokens } = await threeDevices()
    const headers = { authorization: `Bearer ${tokens[0]?.access_token}` }
    const answer = await on.api('/logout?scope=all', { method: 'POST', headers })
    expect([answer.status, answer.body.error_code]).toEqual([400, 'validation_failed'])
    expect(await userWith(tokens[0])).toBe('signed in')
  })
})
