import { alphapyControl } from './support/control'
import { saveEverySetting } from './support/every-setting'
import { newNamedGuild } from './support/names'
import { expect, test } from './support/own-stack'
import { newPerson, signInAs } from './support/world'

test.use({ defects: 'head', roomy: true })
test.describe.configure({ mode: 'serial' })

for (const category of ['verification', 'engagement'] as const) {
  test(`every setting of ${category} is stored as typed on the server as measured`, async ({ page }) => {
    await saveEverySetting(page, category)
  })
}

test('opening a category costs two calls at first, settings and names, and none while they are fresh', async ({
  page,
}) => {
  const ada = await newPerson('ada')
  const guild = await newNamedGuild('Harbour Café', [ada])
  await signInAs(page.context(), ada)
  const callsOf = async (open: () => Promise<unknown>) => {
    await alphapyControl.remove('/requests')
    await open()
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    return (await alphapyControl.requests({})).map(({ path }) => path)
  }
  const ofFrame = (path: string) => path === '/api/dashboard/metrics'
  const ofPage = (path: string) => !ofFrame(path)
  const first = await callsOf(() => page.goto(`/guilds/${guild.id}/settings/system`))
  expect(first.filter(ofPage).sort()).toEqual([
    `/api/dashboard/${guild.id}/discord-meta`,
    `/api/dashboard/settings/${guild.id}`,
  ])
  const next = await callsOf(() => page.goto(`/guilds/${guild.id}/settings/engagement`))
  expect(next.filter(ofPage)).toEqual([])
  const inside = await callsOf(async () => {
    await page.getByRole('link', { name: 'Reminders', exact: true }).click()
    await expect(page).toHaveURL(/reminders$/)
  })
  expect(inside.length).toBeLessThanOrEqual(1)
  // Which bot it is, is told to everybody for two minutes, and those may end anywhere in here.
  expect([...first, ...next, ...inside].filter(ofFrame).length).toBeLessThanOrEqual(1)
})
