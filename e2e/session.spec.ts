import { authControl, stackAddresses } from './support/control'
import { expect, test } from './support/test'
import {
  grown,
  type IssuedSession,
  issueSession,
  newGuild,
  newPerson,
  type Person,
  putSession,
  sessionCookies,
  withExpiry,
} from './support/world'

const nowS = () => Math.floor(Date.now() / 1000)
const expired = (session: IssuedSession) => withExpiry(session, nowS() - 60)
/** Still valid, but close enough to its end that a refresh is wanted. */
const ending = (session: IssuedSession) => withExpiry(session, nowS() + 60)

const cookieHeader = (session: IssuedSession) =>
  sessionCookies(session)
    .map(({ name, value }) => `${name}=${value}`)
    .join('; ')

const refreshes = (person: Person) => authControl.requests({ path: 'grant_type=refresh_token', subject: person.userId })

const breakRefresh = (person: Person, does: Parameters<typeof authControl.addFault>[0]['do']) =>
  authControl.addFault({ match: { path: 'grant_type=refresh_token', subject: person.userId }, do: does })

test('twenty requests at once with an expired token cost one refresh, get twenty answers, and nobody is signed out', async ({
  page,
}) => {
  const ada = await newPerson('ada')
  const session = await expired(await issueSession(ada))
  const answers = await Promise.all(
    Array.from({ length: 20 }, () =>
      fetch(`${stackAddresses().mind}/auth/session`, { headers: { cookie: cookieHeader(session) } }),
    ),
  )
  for (const answer of answers) {
    expect(await answer.json()).toMatchObject({ session: 'signed-in', user: { id: ada.userId } })
    expect(answer.headers.get('cache-control')).toContain('no-store')
    const cookies = answer.headers.getSetCookie().filter((cookie) => cookie.startsWith('sb-'))
    expect(cookies.length).toBeGreaterThan(0)
    expect(cookies.every((cookie) => /HttpOnly/i.test(cookie) && /SameSite=Lax/i.test(cookie))).toBe(true)
  }
  expect(await refreshes(ada)).toHaveLength(1)

  await putSession(page.context(), session)
  await page.goto('/guilds')
  await expect(page.getByRole('heading', { level: 1, name: 'Your servers' })).toBeVisible()
  expect(await refreshes(ada)).toHaveLength(1)
})

for (const [name, fault] of [
  ['answers 429', { status: 429, body: '{"code":429,"error_code":"over_request_rate_limit","msg":"x"}' }],
  ['answers 503', { status: 503, body: 'unavailable' }],
  ['hangs', { hang: true }],
] as const) {
  test(`while the auth server ${name}, a still valid token opens pages within 4 s and nobody is signed out`, async ({
    page,
  }) => {
    const ada = await newPerson('ada')
    const guild = await newGuild('Harbour Café', [ada])
    const session = await issueSession(ada)
    // The whole answer, without the browser's own work, which on a busy machine takes longer than Mind does.
    const opened = async () =>
      expect(await (await page.request.get(`/guilds/${guild.id}`)).text()).toContain('is online')
    await putSession(page.context(), session)
    // A server that has just started is long about its first page, whoever is away.
    await opened()
    await putSession(page.context(), await ending(session))
    const { id } = await breakRefresh(ada, fault)
    const startedAt = Date.now()
    await opened()
    expect(Date.now() - startedAt).toBeLessThan(4_000)
    await page.goto(`/guilds/${guild.id}`)
    await expect(page.getByText(/Alphapy is online/)).toBeVisible()
    expect((await refreshes(ada)).length).toBeGreaterThan(0)

    await authControl.removeFault(id)
    await page.goto('/guilds')
    await expect(page.getByRole('heading', { level: 1, name: 'Your servers' })).toBeVisible()
  })
}

test('with an expired token and no auth server Mind says that it cannot tell, and goes on once it can', async ({
  page,
}) => {
  const ada = await newPerson('ada')
  await putSession(page.context(), await expired(await issueSession(ada)))
  const { id } = await breakRefresh(ada, { status: 503, body: 'unavailable' })
  await page.goto('/guilds')
  await expect(page.getByRole('heading', { name: 'Mind cannot tell whether you are signed in' })).toBeVisible()
  await authControl.removeFault(id)
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Your servers' })).toBeVisible()
})

test('a session the auth server has ended is removed, and the wanted address is kept', async ({ page }) => {
  const ada = await newPerson('ada')
  const guild = await newGuild('Harbour Café', [ada])
  const session = await expired(await issueSession(ada))
  await putSession(page.context(), { ...session, refresh_token: 'nobody-knows-this-one' })
  await page.goto(`/guilds/${guild.id}/settings/reminders?from=mail`)
  await expect(page).toHaveURL(/\/login\?next=/)
  expect(new URL(page.url()).searchParams.get('next')).toBe(`/guilds/${guild.id}/settings/reminders?from=mail`)
  expect((await page.context().cookies()).filter(({ name }) => name.startsWith('sb-'))).toEqual([])
})

test('a redirect carries the refreshed cookies and is never cached', async () => {
  const ada = await newPerson('ada')
  const session = await expired(await issueSession(ada))
  const answer = await fetch(`${stackAddresses().mind}/`, {
    headers: { cookie: cookieHeader(session) },
    redirect: 'manual',
  })
  expect(answer.status).toBe(307)
  expect(answer.headers.getSetCookie().some((cookie) => cookie.startsWith('sb-mind-auth-token'))).toBe(true)
  expect(answer.headers.get('cache-control')).toContain('no-store')
})

test('garbage, foreign and forged session cookies are removed without a loop', async ({ page }) => {
  const ada = await newPerson('ada')
  const session = await issueSession(ada)
  const claims = JSON.parse(Buffer.from(session.access_token.split('.')[1] ?? '', 'base64url').toString('utf8'))
  const forged = async (key: 'foreign' | 'none') =>
    (await authControl.post<{ token: string }>('/forge', { claims, key })).token
  for (const token of ['garbage', await forged('foreign'), await forged('none')]) {
    await putSession(page.context(), { ...session, access_token: token })
    await page.goto('/guilds')
    await expect(page).toHaveURL(/\/login/)
    const answer = await page.request.get('/auth/session')
    expect(await answer.json()).toEqual({ session: 'signed-out' })
  }
})

test('a valid token is verified without asking the auth server; it is asked once whether there is a second factor', async ({
  page,
}) => {
  const ada = await newPerson('ada')
  await putSession(page.context(), await issueSession(ada))
  // Through the door only: nobody asks who is there.
  for (let visit = 0; visit < 5; visit++) await page.request.get('/api/health')
  expect(await authControl.requests({ subject: ada.userId })).toEqual([])
  for (let visit = 0; visit < 5; visit++) await page.request.get('/auth/session')
  expect((await authControl.requests({ subject: ada.userId })).map(({ path }) => path)).toEqual(['/auth/v1/user'])
})

test('a cookie grown beyond what servers take is removed, and Mind opens again', async () => {
  const cookie = Array.from({ length: 8 }, (_, index) => `sb-mind-auth-token.${index}=${'x'.repeat(3_000)}`).join('; ')
  const answer = await fetch(`${stackAddresses().mind}/login`, { headers: { cookie } })
  expect(answer.status).toBe(200)
  expect(answer.headers.getSetCookie().filter((line) => /^sb-.*max-age=0/i.test(line))).toHaveLength(8)
})

test('a session that has grown too large at its renewal is ended in words, without a loop', async ({ page }) => {
  const ada = await newPerson('ada')
  await putSession(page.context(), await expired(await issueSession(ada)))
  await breakRefresh(ada, {
    status: 200,
    body: JSON.stringify(await grown(await issueSession(ada))),
    contentType: 'application/json',
  })
  await page.goto('/account')
  await expect(page).toHaveURL(`/login?next=${encodeURIComponent('/account')}`)
  await expect(page.getByText('Your sign-in is too large for your browser to keep')).toBeVisible()
  expect((await page.context().cookies()).filter(({ name }) => /^sb-mind-auth-token(\.\d+)?$/.test(name))).toEqual([])
  expect(await refreshes(ada)).toHaveLength(1)
  await page.getByLabel('E-mail').fill(ada.email)
  await page.getByLabel('Password').fill(ada.password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Your account' })).toBeVisible()
})
