/** Names and texts that are code: planted wherever somebody outside of Mind can write, and looked for wherever Mind shows them. */
import type { Page } from '@playwright/test'
import { mindLog } from './support/attack'
import { alphapyControl, discordControl, queryDatabase, stackAddresses } from './support/control'
import { inDiscord } from './support/history'
import { expect, test } from './support/test'
import { goThroughDiscord } from './support/ways-in'
import { newPerson, newSnowflake, signInAs, storeSettings } from './support/world'

/** HTML and scripts, and what Markdown and templates make of text, each with the name of the place it was planted in. */
const code = (place: string) => `"><img src=x onerror=window.pwned=1></title><script>window.pwned=2</script> ${place}`
const markup = (place: string) =>
  `**b** [x](javascript:window.pwned=3) ![y](https://evil.example/y.png) {{191*193}} ${place}`

/** Everything a page asks for and every question it puts, from now on. */
function watch(page: Page): string[] {
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  page.on('dialog', (dialog) => asked.push(`dialog ${dialog.message()}`))
  return asked
}

/** Expects that the page shows each of these, letter by letter, and that none of them became anything but text. */
async function expectShown(page: Page, texts: string[]): Promise<void> {
  for (const text of texts) await expect(page.getByText(text).first()).toBeAttached()
  await expectInert(page)
}

async function expectInert(page: Page): Promise<void> {
  expect(await page.evaluate(() => 'pwned' in window)).toBe(false)
  const made = 'img[src="x"], img[src*="evil"], svg[onload], [onerror], a[href^="javascript" i], main b, main strong'
  expect(await page.locator(made).count()).toBe(0)
  await expect(page.getByText('36863')).toHaveCount(0)
}

function expectAskedHere(asked: string[], also: string[] = []): void {
  const own = [stackAddresses().mind, 'data:', ...also]
  expect(asked.filter((url) => !own.some((origin) => url.startsWith(origin)))).toEqual([])
}

/** A guild in which everything has such a name, with this administrator. */
async function hostileGuild(administrator: string) {
  const [category, channel, role, otherRole] = [newSnowflake(), newSnowflake(), newSnowflake(), newSnowflake()]
  const guild = { id: newSnowflake(), name: code('guild') }
  await alphapyControl.post('/guilds', {
    ...guild,
    memberCount: 2,
    ownerId: administrator,
    channels: [
      { id: category, name: code('category'), type: 'category' },
      { id: channel, name: code('channel'), type: 'text', parentId: category },
      { id: newSnowflake(), name: markup('channel'), type: 'text' },
    ],
    roles: [
      { id: role, name: code('role'), color: 1, position: 2 },
      { id: otherRole, name: markup('role'), color: 1, position: 1 },
    ],
    members: [{ id: administrator, name: code('member'), administrator: true }],
  })
  return { guild, category, channel, role, otherRole }
}

test('names of channels and roles are text in pickers, the save bar, the review and the question about a conflict', async ({
  page,
}) => {
  const ada = await newPerson('ada')
  const { guild, category, role, otherRole } = await hostileGuild(ada.discordId)
  await storeSettings(guild, 'ticketbot', { escalation_role_id: role })
  await signInAs(page.context(), ada)
  const asked = watch(page)
  await page.goto(`/guilds/${guild.id}/settings/ticketbot`)
  const picker = (name: string) => page.getByRole('button', { name: new RegExp(`^${name} (?!:)`) })
  await expect(picker('Role for escalated tickets')).toHaveAccessibleName(`Role for escalated tickets ${code('role')}`)
  await picker('Role of the helpers').click()
  await expect(page.getByRole('option')).toHaveText(['Not set', code('role'), markup('role')])
  await page.getByRole('combobox').fill('<script>')
  await expect(page.getByRole('option')).toHaveText([code('role')])
  await page.getByRole('option').click()
  await picker('Category for ticket channels').click()
  await page.getByRole('option', { name: code('category') }).click()
  await expectShown(page, [code('role'), code('category')])

  await page.getByRole('button', { name: 'Review' }).click()
  const review = page.getByRole('dialog', { name: '2 changes to review' })
  await expect(review).toContainText(`@${code('role')}`)
  await expect(review).toContainText(code('category'))
  await expectInert(page)
  await review.getByRole('button', { name: 'Back' }).click()

  // Somebody else meanwhile: one setting is asked about, the other came along and is told in the save bar.
  await storeSettings(guild, 'ticketbot', { staff_role_id: otherRole, escalation_role_id: otherRole })
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  const question = page.getByRole('dialog', { name: 'This was changed meanwhile' })
  await expect(question).toContainText(`Keep what is stored now: @${markup('role')}`)
  await expect(question).toContainText(`Use mine: @${code('role')}`)
  await expectInert(page)
  await question.getByRole('radio', { name: /Use mine/ }).check()
  await question.getByRole('button', { name: 'Save my choices' }).click()
  const saved = page.getByRole('status').filter({ hasText: /Saved \d/ })
  await expect(saved).toContainText(`@${code('role')}`)
  await expect(saved).toContainText(`@${markup('role')}`)
  await expectInert(page)
  expect(
    await queryDatabase('select value::text from bot_settings where guild_id = $1::bigint and key = $2', [
      guild.id,
      'category_id',
    ]),
  ).toEqual([{ value: `"${category}"` }])

  await page.goto(`/guilds/${guild.id}/settings/gdpr`)
  await picker('Channel of the agreement').click()
  await expect(page.getByRole('option')).toHaveText(['Not set', markup('channel'), code('channel')])
  await expect(page.getByRole('dialog')).toContainText(code('category'))
  await page.getByRole('option', { name: code('channel') }).click()
  await expect(picker('Channel of the agreement')).toHaveAccessibleName(
    `Channel of the agreement ${code('channel')} ${code('category')}`,
  )
  await expectInert(page)
  expectAskedHere(asked)
  // The log tells of the save by ids of its own, never by what anybody called anything.
  expect(mindLog()).toContain('"action":"settings.save"')
  expect(mindLog()).not.toContain('pwned')
})

test('tickets, reminders, commands, questions, rules, changes, events and settings that are code are shown as text', async ({
  page,
}) => {
  const ada = await newPerson('ada')
  const { guild, channel } = await hostileGuild(ada.discordId)
  const sql = (query: string, ...params: unknown[]) => queryDatabase(query, [guild.id, ...params])
  await sql(
    `insert into support_tickets (guild_id, user_id, username, description, status) values ($1::bigint, 1, $2, 'x', $3)`,
    code('ticket'),
    markup('status'),
  )
  await sql(
    `insert into reminders (guild_id, name, channel_id, event_time) values ($1::bigint, $2, $3::bigint, now() + interval '1 day')`,
    code('reminder'),
    channel,
  )
  await sql(
    `insert into audit_logs (guild_id, user_id, command_name, command_type) values ($1::bigint, 1, $2, 'slash')`,
    code('command'),
  )
  for (const [at, text] of [code, markup].entries()) {
    await sql(
      `insert into guild_onboarding_questions (guild_id, step_order, question, question_type, required, enabled)
       values ($1::bigint, $2, $3, 'text', true, true)`,
      at + 1,
      text('question'),
    )
    await sql(
      'insert into guild_rules (guild_id, rule_order, title, description, enabled) values ($1::bigint, $2, $3, $4, true)',
      at + 1,
      text('rule'),
      text('description'),
    )
    const details = { reason: text('detail'), [code('detail name')]: 'x' }
    await alphapyControl.post('/events', { type: 'GUILD_SYNC', guildId: guild.id, message: text('event'), details })
  }
  await inDiscord(guild, ada, [
    ['invites', 'with_inviter_template', code('template')],
    ['invites', 'with_inviter_template', markup('template')],
  ])
  await storeSettings(guild, 'invites', { [code('unknown')]: code('unknown') })
  await signInAs(page.context(), ada)
  const asked = watch(page)
  const visit = async (path: string, texts: string[]) => {
    await page.goto(`/guilds/${guild.id}${path}`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expectShown(page, texts)
  }
  await visit('', [code('ticket'), markup('status'), code('reminder'), `/${code('command')}`])
  await visit('/onboarding', [code('question'), markup('question'), code('rule'), markup('rule'), code('description')])
  await visit('/history', [code('template'), markup('template')])
  await visit('/logs', [code('event'), markup('event'), code('detail'), code('detail name')])
  await visit('/settings/invites', [])
  await expect(page.getByRole('textbox', { name: 'Text when the inviter is known' })).toHaveValue(markup('template'))
  await expectShown(page, [markup('template')])
  expectAskedHere(asked)
  expect(mindLog()).not.toContain('pwned')
})

test.describe('with the local Discord, which has no icon', () => {
  test.use({ expectedComplaints: [/status of 404/] })

  test('what Discord says of a person and of their servers is text in the picker, the frame, the title and on the account page', async ({
    page,
  }) => {
    const account = { id: newSnowflake(), username: `eva-${newSnowflake()}`, globalName: code('person') }
    const { guild } = await hostileGuild(account.id)
    const email = `"<svg/onload=window.pwned=4>${account.id}"@example.test`
    const listed = [
      { ...guild, owner: true, permissions: '8' },
      { id: newSnowflake(), name: markup('elsewhere'), owner: true, permissions: '8' },
    ]
    await discordControl.post('/accounts', { ...account, email, verified: true, guilds: listed })
    const asked = watch(page)
    await page.goto('/login')
    await goThroughDiscord(page, `Continue as ${account.username}`)
    await expect(page.getByRole('heading', { level: 1, name: 'Your servers' })).toBeVisible()
    await expectShown(page, [code('guild'), markup('elsewhere'), email])
    await page.goto('/account')
    await expectShown(page, [code('person'), email])
    await expect(page.getByRole('region', { name: 'You' }).getByText(email)).toBeVisible()
    const { user } = await (await page.request.get('/auth/session')).json()
    await alphapyControl.post('/links', { innersyncUserId: user.id, discordUserId: account.id })
    await page.goto(`/guilds/${guild.id}`)
    await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible()
    await expectShown(page, [code('guild'), email])
    await expect(page).toHaveTitle(new RegExp(RegExp.escape(code('guild'))))
    await page.goto('/account')
    await expect(page.getByRole('region', { name: 'Your access to servers' }).getByText(code('guild'))).toBeVisible()
    await expectInert(page)
    const { auth, discord } = stackAddresses()
    expectAskedHere(asked, [auth, discord])
    expect(mindLog()).not.toContain('pwned')
  })
})
