import type { Page } from '@playwright/test'
import { alphapyControl } from './support/control'
import { expect, test } from './support/test'
import { newGuild, newPerson, newSnowflake, signInAs, storeSettings } from './support/world'

/** What no answer may ever hold. */
async function expectNothingLeaked(page: Page, path: string, secrets: string[]): Promise<void> {
  const answers = await Promise.all([page.request.get(path), page.request.get(path, { headers: { rsc: '1' } })])
  for (const answer of answers) {
    const text = await answer.text()
    for (const secret of secrets) expect(text).not.toContain(secret)
    expect(text).not.toMatch(/eyJ[A-Za-z0-9_-]{10,}\./)
    expect(text).not.toMatch(/at .+\(.+:\d+:\d+\)|node_modules/)
  }
}

const secretName = 'Innermost Circle'
const secretChannel = '1187420337402810777'

async function secretGuild(members: Parameters<typeof newGuild>[2] = []) {
  const owner = await newPerson('owner')
  const guild = await newGuild(secretName, [owner], members)
  await storeSettings(guild, 'reminders', { default_channel_id: secretChannel })
  return guild
}

test('a plain member is told so, and gets nothing of the guild', async ({ page }) => {
  const mira = await newPerson('mira')
  const guild = await secretGuild([mira])
  await signInAs(page.context(), mira)
  for (const path of [`/guilds/${guild.id}`, `/guilds/${guild.id}/settings/reminders`]) {
    await page.goto(path)
    await expect(page.getByRole('heading', { name: 'You cannot open this server' })).toBeVisible()
    await expect(page.getByText('To quote when asking for help:')).toBeVisible()
    await expectNothingLeaked(page, path, [secretName, secretChannel])
  }
  for (const path of [`/api/guilds/${guild.id}/overview`, `/api/guilds/${guild.id}/settings?category=reminders`]) {
    const answer = await page.request.get(path)
    expect(answer.status()).toBe(403)
    await expectNothingLeaked(page, path, [secretName, secretChannel])
  }
  const metrics = await alphapyControl.requests({ path: `metrics\\?guild_id=${guild.id}` })
  expect(metrics).toEqual([])
})

test('somebody without a linked account is told how to link it', async ({ page }) => {
  const noor = await newPerson('noor', { linked: false })
  const guild = await secretGuild()
  await signInAs(page.context(), noor)
  await page.goto(`/guilds/${guild.id}`)
  await expect(page.getByRole('heading', { name: 'Your Discord account is not linked yet' })).toBeVisible()
  await expect(page.getByText(/Run \/link in the Alphapy Discord server/)).toBeVisible()
  await expectNothingLeaked(page, `/guilds/${guild.id}`, [secretName, secretChannel])
  await page.goto('/guilds')
  await expect(page.getByRole('heading', { name: 'Your Discord account is not linked yet' })).toBeVisible()
})

test('somebody signed out is asked to sign in, and data routes answer 401', async ({ page }) => {
  const guild = await secretGuild()
  await page.goto(`/guilds/${guild.id}`)
  await expect(page).toHaveURL(`/login?next=${encodeURIComponent(`/guilds/${guild.id}`)}`)
  const answer = await page.request.get(`/api/guilds/${guild.id}/settings?category=reminders`)
  expect(answer.status()).toBe(401)
  await expectNothingLeaked(page, `/guilds/${guild.id}`, [secretName, secretChannel])
})

test.describe('an address that cannot exist', () => {
  test.use({ expectedComplaints: [/status of 404/] })

  test('is answered 404 without asking the backend', async ({ page }) => {
    const ada = await newPerson('ada')
    await signInAs(page.context(), ada)
    const before = await alphapyControl.requests({ subject: ada.userId })
    for (const id of ['abc', '1'.repeat(30), '12', '0123456789012345678', '9'.repeat(19), '%2e%2e', "1'or'1"]) {
      const answer = await page.goto(`/guilds/${id}/settings/reminders`)
      expect(answer?.status()).toBe(404)
      await expect(page.getByRole('heading', { name: 'There is nothing at this address' })).toBeVisible()
      expect((await page.request.get(`/api/guilds/${id}/overview`)).status()).toBe(404)
    }
    expect(await alphapyControl.requests({ subject: ada.userId })).toEqual(before)
  })
})

test('a guild that does not exist cannot be told from one that is closed', async ({ page }) => {
  const ada = await newPerson('ada')
  await signInAs(page.context(), ada)
  await page.goto(`/guilds/${newSnowflake()}`)
  await expect(page.getByRole('heading', { name: 'You cannot open this server' })).toBeVisible()
})

test('the overview of one guild names no other guild of the bot', async ({ page }) => {
  const ada = await newPerson('ada')
  const guild = await newGuild('Harbour Café', [ada])
  const other = await secretGuild()
  await signInAs(page.context(), ada)
  await page.goto(`/guilds/${guild.id}`)
  await expect(page.getByText(/Alphapy is online/)).toBeVisible()
  await expectNothingLeaked(page, `/guilds/${guild.id}`, [secretName, other.id])
  await expectNothingLeaked(page, `/api/guilds/${guild.id}/overview`, [secretName, other.id])
})

test('a backend that is away, slow or talks nonsense has words, a request id, and a way to try again', async ({
  page,
}) => {
  const ada = await newPerson('ada')
  const guild = await newGuild('Harbour Café', [ada])
  await signInAs(page.context(), ada)
  const faces = [
    [{ status: 500, body: 'Internal Server Error', contentType: 'text/plain' }, 'The bot could not be reached'],
    [{ status: 200, body: '<html>proxy</html>', contentType: 'text/html' }, 'The bot’s answer made no sense'],
    [{ status: 503, body: '{"detail":"Bot not available for permission check."}' }, 'The bot is not ready'],
    [{ status: 401, body: '{"detail":"Unauthorized"}' }, 'The bot does not accept your sign-in'],
    [{ drop: 'before' }, 'The bot could not be reached'],
  ] as const
  for (const [fault, title] of faces) {
    const { id } = await alphapyControl.addFault({ match: { path: guild.id }, do: fault })
    await page.goto(`/guilds/${guild.id}`)
    await expect(page.getByRole('heading', { name: title })).toBeVisible()
    await expect(page.getByText('To quote when asking for help:')).toBeVisible()
    await alphapyControl.removeFault(id)
  }
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByText(/Alphapy is online/)).toBeVisible()
})

test.describe('while somebody watches', () => {
  test.use({ expectedComplaints: [/status of 403/] })

  test('live figures that cannot be renewed stay, with the reason and their age; one refusal anywhere ends them', async ({
    page,
  }) => {
    test.setTimeout(90_000)
    const ada = await newPerson('ada')
    const guild = await newGuild('Harbour Café', [ada])
    await signInAs(page.context(), ada)
    await page.clock.install()
    await page.goto(`/guilds/${guild.id}`)
    await expect(page.getByText(/Alphapy is online/)).toBeVisible()
    // The page asks again by itself every half minute. One question is over before the next is due: one still under way would
    // be taken for it, and no other would follow in time.
    const halfMinuteOn = async () => {
      const asked = `/api/guilds/${guild.id}/overview`
      await Promise.all([
        page.waitForResponse((response) => response.url().endsWith(asked), { timeout: 5_000 }),
        page.clock.fastForward(31_000),
      ])
    }
    const fault = await alphapyControl.addFault({
      match: { path: `metrics\\?guild_id=${guild.id}` },
      do: { status: 500, body: 'Internal Server Error', contentType: 'text/plain' },
    })
    // Mind answers from what it holds for twenty seconds more.
    await expect(async () => {
      await halfMinuteOn()
      await expect(page.getByText('These figures could not be renewed just now.')).toBeVisible({ timeout: 1_000 })
    }).toPass({ timeout: 40_000 })
    await expect(page.getByText('Alphapy was online when last heard of')).toBeVisible()
    await alphapyControl.removeFault(fault.id)
    await alphapyControl.post('/guilds', { id: guild.id, name: guild.name, memberCount: 1, ownerId: '1', members: [] })
    // Nothing has been asked about this guild since: what was decided a moment ago stands.
    await halfMinuteOn()
    await expect(page.getByText(/Alphapy is online/)).toBeVisible()
    // One refusal, by any route, ends it at once.
    const asked = await page.request.get(`/api/guilds/${guild.id}/settings?category=reminders&now=1`)
    expect(asked.status()).toBe(403)
    await halfMinuteOn()
    await expect(page.getByRole('heading', { name: 'You cannot open this server' })).toBeVisible()
    await expect(page.getByText(/Alphapy is online/)).toBeHidden()
  })
})
