/** Every setting of a category through the page, with values taken from the catalogue's own limits. */
import { expect, type Page, test } from '@playwright/test'
import { type Category, settingsOf } from '@/lib/alphapy/catalogue/catalogue'
import type { SettingDefinition } from '@/lib/alphapy/catalogue/definition'
import { alphapyControl } from './control'
import { newGuild, newPerson, newSnowflake, signInAs, storedSettings } from './world'

/** The least, the most and the oddest that a setting takes. */
const passes = ['least', 'most', 'odd'] as const
type Pass = (typeof passes)[number]
type Value = boolean | number | string | Record<string, string>[]

const oddText = 'Say "hi" \\n {member} 🎈 </script>\n“second” line'
const nameOf = { least: 'a', odd: 'grok-4.1:fast/2@eu+x_y' }

function sampleOf(definition: SettingDefinition, pass: Pass): Value {
  const at = passes.indexOf(pass)
  switch (definition.type) {
    case 'boolean':
      return pass === 'most' ? definition.default : !definition.default
    case 'integer':
    case 'float':
      if (pass === 'odd') return definition.type === 'float' ? 1.37 : definition.min + 7
      return pass === 'least' ? definition.min : definition.max
    case 'channel':
    case 'role':
      return ['100000000000000', '9223372036854775807', newSnowflake()][at] ?? ''
    case 'choice': {
      const { choices } = definition
      return [choices[1], choices.at(-1), choices[0]][at] ?? ''
    }
    case 'text':
      if (pass === 'most') return 'x'.repeat(definition.maxLength)
      if (definition.form === 'name') return nameOf[pass]
      return pass === 'least' ? 'é' : oddText
    case 'id-list':
      return Array.from({ length: [1, definition.maxItems, 2][at] ?? 1 }, newSnowflake).join('\n')
    case 'award-list':
      return Array.from({ length: [1, definition.maxItems, 2][at] ?? 1 }, (_, index) => ({
        label: pass === 'odd' ? `"Bést" ${index} 🎈` : `A${index}`,
        key: `k${index}`,
        filter: ['non_food', 'food', 'image', 'reactions'][index % 4] ?? '',
      }))
  }
}

function wrongSampleOf(definition: SettingDefinition): string | undefined {
  switch (definition.type) {
    case 'boolean':
    case 'choice':
    case 'award-list':
      return undefined
    case 'integer':
    case 'float':
      return String(definition.max + 1)
    case 'text':
      return definition.form === 'name' ? 'two words' : 'x'.repeat(definition.maxLength + 1)
    default:
      return 'general'
  }
}

async function fill(page: Page, definition: SettingDefinition, value: Value): Promise<void> {
  const setting = page.locator(`[id="${definition.key}"]`)
  if (typeof value === 'boolean') return setting.getByRole('switch').setChecked(value)
  if (definition.type === 'choice') return void (await setting.getByRole('combobox').selectOption(String(value)))
  if (!Array.isArray(value)) return setting.getByRole('textbox').fill(String(value))
  const open = setting.getByRole('button', { name: /Edit the awards/ })
  if (await open.isVisible()) await open.click()
  const rows = setting.getByRole('listitem')
  await expect(setting.getByRole('button', { name: 'Add an award' })).toBeVisible()
  const before = await rows.count()
  for (let left = before; left > value.length; left--)
    await setting.getByRole('button', { name: 'Remove award 1', exact: true }).click()
  for (const [index, award] of value.entries()) {
    if (index >= before) await setting.getByRole('button', { name: 'Add an award' }).click()
    const row = rows.nth(index)
    await row.getByLabel('Name', { exact: true }).fill(award.label ?? '')
    await row.getByLabel('Key').fill(award.key ?? '')
    await row.getByRole('combobox').selectOption(award.filter ?? '')
  }
}

/** What the database should hold, as JSON. */
function storedForm(definition: SettingDefinition, value: Value): unknown {
  return definition.type === 'id-list' ? `,${String(value).replaceAll('\n', ',')},` : value
}

/** Saves all settings of a category three times, reads each back from the database, then tries wrong values. */
export async function saveEverySetting(page: Page, category: Category): Promise<void> {
  // The longest category has lists of a hundred channels and 25 awards: ten seconds of typing on an idle machine.
  test.setTimeout(90_000)
  const ada = await newPerson('ada')
  const guild = await newGuild('Harbour Café', [ada])
  await signInAs(page.context(), ada)
  await page.goto(`/guilds/${guild.id}/settings/${category}`)
  const writable = settingsOf(category).filter(({ readOnly }) => !readOnly)
  for (const pass of passes) {
    const wanted = writable.map((definition) => [definition, sampleOf(definition, pass)] as const)
    for (const [definition, value] of wanted) await fill(page, definition, value)
    // What is typed before the script listens is kept; a key is not.
    await expect(page.getByText(/changes? not saved yet/)).toBeVisible()
    await page.keyboard.press('Control+s')
    await expect(page.getByText(/^Saved \d/)).toBeVisible()
    const stored = Object.entries(await storedSettings(guild, category))
    expect(Object.fromEntries(stored.map(([key, text]) => [key, JSON.parse(text ?? 'null')])), pass).toEqual(
      Object.fromEntries(wanted.map(([definition, value]) => [definition.key, storedForm(definition, value)])),
    )
  }
  const writes = () => alphapyControl.requests({ path: `/api/dashboard/settings/${guild.id}`, method: 'POST' })
  expect(await writes()).toHaveLength(passes.length)

  for (const definition of writable) {
    const wrong = wrongSampleOf(definition)
    if (wrong === undefined) continue
    await fill(page, definition, wrong)
    await expect(page.locator(`[id="${definition.key}"] [aria-invalid="true"]`)).toBeVisible()
  }
  await page.keyboard.press('Control+s')
  if (writable.some((definition) => wrongSampleOf(definition) !== undefined)) {
    await expect(page.getByText(/cannot be saved like this/).first()).toBeVisible()
  }
  expect(await writes()).toHaveLength(passes.length)
}
