/** A guild's settings: what reading shows, and what saving does. */
import { LosslessNumber } from 'lossless-json'
import { beforeAll, describe, expect, type TestContext, test } from 'vitest'
import { z } from 'zod'
import { type Category, chooseCategory, OWN } from './settings-category'
import type { Current } from './target'
import { jsonText, shaped } from './wire'

const OLDEST = ['system', 'reminders', 'embedwatcher', 'gpt', 'invites', 'gdpr']
const NEWEST = [
  ...OLDEST,
  'automod',
  'onboarding',
  'ticketbot',
  'verification',
  'growth',
  'agents',
  'engagement',
  'fyi',
  'custom_commands',
]

/** A shown value as it was meant: JSON text is unwrapped once, numbers become their digits. */
function meant(value: unknown): string {
  if (typeof value !== 'string') return jsonText(value)
  return value.startsWith('"') && value.endsWith('"') && value.length > 1 ? String(JSON.parse(value)) : value
}

function allMeant(settings: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(settings).map(([key, value]) => [key, meant(value)]))
}

/** Tests reading and saving, on one category that is put back at the end. */
export function settingsGuarantees(current: Current): void {
  describe('settings', () => {
    let category: Category | undefined
    beforeAll(async () => {
      category = await chooseCategory(current())
    })
    const chosen = (context: TestContext): Category =>
      category ?? current().leaveOut(context, 'no category of this guild could be put back')

    test('are an object for each category, whether anything is stored or not', async () => {
      const names = current().facts.generation === 'C' ? NEWEST : OLDEST
      const shape = z.looseObject(Object.fromEntries(names.map((name) => [name, z.record(z.string(), z.unknown())])))
      shaped(shape, await current().get('GET', current().settingsPath))
    })

    test('are replaced as a whole category: what is not sent is gone', async (context) => {
      const { name, save, read } = chosen(context)
      const reply = await current().get('POST', current().settingsPath, {
        body: { category: name, settings: { [`${OWN}code`]: '12345678901234567890', [`${OWN}number`]: 45 } },
      })
      expect(reply).toEqual({ success: true, message: `Updated ${name} settings` })
      expect(allMeant(await read())).toEqual({ [`${OWN}code`]: '12345678901234567890', [`${OWN}number`]: '45' })
      expect(await save({ [`${OWN}number`]: 46 })).toBe(200)
      expect(allMeant(await read())).toEqual({ [`${OWN}number`]: '46' })
    })

    test('that are null or empty are not stored', async (context) => {
      const { save, read } = chosen(context)
      expect(await save({ [`${OWN}a`]: null, [`${OWN}b`]: '', [`${OWN}number`]: 47 })).toBe(200)
      expect(allMeant(await read())).toEqual({ [`${OWN}number`]: '47' })
    })

    test('keep every digit of a number', async (context) => {
      const { save, read } = chosen(context)
      expect(await save({ [`${OWN}number`]: new LosslessNumber('98765432109876543210') })).toBe(200)
      expect(allMeant(await read())).toEqual({ [`${OWN}number`]: '98765432109876543210' })
    })

    test('with ordinary text and booleans come back as they were meant (generation C)', async (context) => {
      const { save, read } = chosen(context)
      if (current().facts.generation !== 'C') current().leaveOut(context, 'generations A and B cannot store them')
      const text = 'She said "hi",\nthen left \\ é ✓'
      expect(await save({ [`${OWN}text`]: text, [`${OWN}flag`]: false })).toBe(200)
      expect(allMeant(await read())).toEqual({ [`${OWN}text`]: text, [`${OWN}flag`]: 'false' })
    })

    test('with ordinary text or a boolean are refused whole, and what was stored stays (A and B)', async (context) => {
      const { name, save, read } = chosen(context)
      if (current().facts.generation === 'C') current().leaveOut(context, 'generation C stores them')
      expect(await save({ [`${OWN}number`]: 48 })).toBe(200)
      for (const value of ['plain', true]) {
        const body = { category: name, settings: { [`${OWN}number`]: 49, [`${OWN}text`]: value } }
        expect(await current().refused(500, 'POST', current().settingsPath, { body })).toBe('Failed to update settings')
      }
      expect(allMeant(await read())).toEqual({ [`${OWN}number`]: '48' })
    })

    test('that are saved leave no entry in the history', async (context) => {
      const { name } = chosen(context)
      const path = `${current().guildPath}/settings/history?scope=${name}&key=${OWN}number`
      expect(await current().get('GET', path)).toEqual([])
    })

    test('of a category that cannot be saved are refused by name', async () => {
      for (const category of ['fyi', 'no such category']) {
        const words = await current().refused(400, 'POST', current().settingsPath, { body: { category, settings: {} } })
        expect(words).toBe(`Invalid category: ${category}`)
      }
    })

    test('that are no object are refused with the place', async () => {
      const body = { category: 'no such category', settings: [1] }
      expect(await current().complaints('POST', current().settingsPath, { body })).toEqual([
        'dict_type at body.settings',
      ])
    })
  })
}
