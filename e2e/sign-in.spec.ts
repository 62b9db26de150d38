import { randomUUID } from 'node:crypto'
import { expectLogged, mindLog, signInByForm } from './support/attack'
import { authControl, stackAddresses } from './support/control'
import { expect, test } from './support/test'
import { grown, issueSession, newGuild, newPerson, signInAs } from './support/world'

test('a wrong password is told without saying whether the account exists, and the address typed stays', async ({
  page,
}) => {
  const ada = await newPerson('ada')
  await page.goto('/login')
  for (const email of [ada.email, `nobody-${randomUUID()}@example.test`]) {
    await page.getByLabel('E-mail').fill(email)
    await page.getByLabel('Password').fill('wrong')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page.getByText('That does not match')).toBeVisible()
    await expect(page.getByLabel('E-mail')).toHaveValue(email)
    await expect(page.getByLabel('Password')).toHaveValue('')
    await expect(page.getByLabel('Password')).toBeFocused()
    const { requestId } = await signInByForm({ email, password: 'wrong once more' })
    const fields = { action: 'sign-in.password', outcome: 'invalid', reason: 'wrong-password' }
    await expectLogged(requestId, fields, [email, 'wrong once more'])
  }
})

test('too many attempts and an absent auth server have words of their own', async ({ page }) => {
  const ada = await newPerson('ada')
  await page.goto('/login')
  await authControl.addFault({
    match: { path: 'grant_type=password', subject: ada.email },
    times: 1,
    do: {
      status: 429,
      body: '{"code":429,"error_code":"over_request_rate_limit","msg":"x"}',
      contentType: 'application/json',
    },
  })
  await page.getByLabel('E-mail').fill(ada.email)
  await page.getByLabel('Password').fill(ada.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByText('Too many attempts')).toBeVisible()
  await authControl.addFault({
    match: { path: 'grant_type=password', subject: ada.email },
    times: 1,
    do: { status: 503, body: 'unavailable' },
  })
  await page.getByLabel('Password').fill(ada.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByText('The sign-in service could not be reached')).toBeVisible()
})

test('signing in leads to the address that was wanted, and never off this site', async ({ page }) => {
  const ada = await newPerson('ada')
  const guild = await newGuild('Harbour Café', [ada])
  await page.goto(`/guilds/${guild.id}/settings/reminders`)
  await page.getByLabel('E-mail').fill(ada.email)
  await page.getByLabel('Password').fill(ada.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL(`/guilds/${guild.id}/settings/reminders`)

  for (const next of ['//evil.example', '/\\evil.example', 'https://evil.example', '/%2f%2fevil.example']) {
    await page.goto(`/login?next=${encodeURIComponent(next)}`)
    await expect(page).toHaveURL(/\/guilds$/)
  }
})

test('signing out ends the session here and at the auth server', async ({ page }) => {
  const ada = await newPerson('ada')
  const session = await signInAs(page.context(), ada)
  await page.goto('/guilds')
  await page.getByRole('button', { name: /Account menu/ }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/\/login$/)
  await page.goto('/guilds')
  await expect(page).toHaveURL(/\/login/)
  const { auth, anonKey } = stackAddresses()
  const user = await fetch(`${auth}/auth/v1/user`, {
    headers: { apikey: anonKey, authorization: `Bearer ${session.access_token}` },
  })
  expect(user.status).toBe(403)
})

test('a form of another origin, or of none, signs nobody out', async () => {
  const ada = await newPerson('ada')
  const session = await issueSession(ada)
  const { mind, auth, anonKey } = stackAddresses()
  for (const origin of ['https://evil.example', 'null', undefined]) {
    const answer = await fetch(`${mind}/auth/sign-out`, {
      method: 'POST',
      headers: {
        ...(origin ? { origin } : {}),
        cookie: `sb-mind-auth-token=base64-${Buffer.from(JSON.stringify(session)).toString('base64url')}`,
      },
      redirect: 'manual',
    })
    expect(answer.status).toBe(403)
    expect(answer.headers.getSetCookie()).toEqual([])
  }
  const user = await fetch(`${auth}/auth/v1/user`, {
    headers: { apikey: anonKey, authorization: `Bearer ${session.access_token}` },
  })
  expect(user.status).toBe(200)
})

test('the session route tells who is signed in and until when, and never a token', async ({ page }) => {
  const ada = await newPerson('ada')
  const session = await signInAs(page.context(), ada)
  const answer = await page.request.get('/auth/session')
  const text = await answer.text()
  expect(JSON.parse(text)).toEqual({
    session: 'signed-in',
    user: { id: ada.userId, email: ada.email },
    expiresAt: new Date(session.expires_at * 1000).toISOString(),
  })
  expect(answer.headers()['cache-control']).toContain('no-store')
})

test('a session too large for a browser to keep is told where one signs in, written down, and ended', async ({
  page,
}) => {
  const ada = await newPerson('ada')
  const body = JSON.stringify(await grown(await issueSession(ada)))
  await authControl.addFault({
    match: { path: 'grant_type=password', subject: ada.email },
    times: 1,
    do: { status: 200, body, contentType: 'application/json' },
  })
  await page.goto('/login')
  await page.getByLabel('E-mail').fill(ada.email)
  await page.getByLabel('Password').fill(ada.password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByText('Your sign-in is too large for your browser to keep')).toBeVisible()
  await expect.poll(mindLog).toMatch(/a session too large for cookies was not kept/)
  await expect
    .poll(async () => (await authControl.get<{ sessions: [] }>(`/sessions?userId=${ada.userId}`)).sessions.length)
    .toBe(0)
  await page.getByLabel('Password').fill(ada.password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Your servers' })).toBeVisible()
})
