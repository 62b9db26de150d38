/** One settings category to try things on: chosen so that it can be put back, and put back. */
import { expect } from 'vitest'
import { z } from 'zod'
import type { Target } from './target'
import { isRecord, jsonText, shaped, sortedJson } from './wire'

/** Begins the name of every setting the suite makes up; the bot knows none of them. */
export const OWN = 'contract_suite_'

/** Categories that every generation saves, the least felt by a running bot first. */
const CANDIDATES = ['gpt', 'invites', 'gdpr', 'embedwatcher', 'reminders', 'system']

const overrides = z.looseObject({
  settings_overrides: z.array(z.looseObject({ scope: z.string(), key: z.string(), value: z.string() })),
})

/** The chosen category. */
export interface Category {
  name: string
  /** Replaces its settings. */
  save: (settings: Record<string, unknown>) => Promise<number>
  /** Its settings as the server shows them. */
  read: () => Promise<Record<string, unknown>>
}

/** Reads one category of the guild's settings. */
export async function readCategory(target: Target, name: string): Promise<Record<string, unknown>> {
  const all = await target.get('GET', target.settingsPath)
  const found = isRecord(all) ? all[name] : undefined
  return isRecord(found) ? found : {}
}

/**
 * Chooses an empty category, where putting back is exact; else one whose values can all be saved again. What an earlier,
 * broken-off run left behind counts as empty. Undefined when there is none.
 */
export async function chooseCategory(target: Target): Promise<Category | undefined> {
  const all = await target.get('GET', target.settingsPath)
  const stored = CANDIDATES.map((name) => ({ name, shown: isRecord(all) && isRecord(all[name]) ? all[name] : {} }))
  const empty = stored.find(({ shown }) => Object.keys(shown).every((key) => key.startsWith(OWN)))
  if (empty) return prepared(target, empty.name, {}, new Map())
  const { settings_overrides } = shaped(
    overrides,
    await target.get('GET', `/api/metrics?guild_id=${target.secrets.guildId}`),
  )
  for (const { name, shown } of stored) {
    const raw = new Map(settings_overrides.filter(({ scope }) => scope === name).map(({ key, value }) => [key, value]))
    if (canBeSavedAgain(shown, raw)) return prepared(target, name, shown, raw)
  }
  return undefined
}

/** Null and empty text are left out when saved, so a category that holds them cannot be put back. */
function canBeSavedAgain(shown: Record<string, unknown>, raw: ReadonlyMap<string, string>): boolean {
  return Object.keys(shown).every((key) => !['null', '""', '', undefined].includes(raw.get(key)))
}

function prepared(
  target: Target,
  name: string,
  shown: Record<string, unknown>,
  raw: ReadonlyMap<string, string>,
): Category {
  const category: Category = {
    name,
    save: async (settings) =>
      (await target.ask('POST', target.settingsPath, { body: { category: name, settings } })).status,
    read: () => readCategory(target, name),
  }
  if (!target.manners.disposable && raw.size > 0) {
    process.stdout.write(`Settings ${name} before the suite: ${jsonText([...raw])}\n`)
  }
  target.atTheEnd(() => putBack(target, category, shown, raw))
  return category
}

async function putBack(
  target: Target,
  category: Category,
  shown: Record<string, unknown>,
  raw: ReadonlyMap<string, string>,
): Promise<void> {
  if (sortedJson(await category.read()) === sortedJson(shown)) return
  const text = await bodyThatRestores(target, category, shown, raw)
  await target.get('POST', target.settingsPath, { text })
  expect(sortedJson(await category.read()), `settings ${category.name}, put back`).toBe(sortedJson(shown))
}

/**
 * A and B store the text of what is sent, so the stored JSON goes as a string. C stores what is sent: the stored JSON
 * itself where the server shows it, else the values it shows.
 */
async function bodyThatRestores(
  target: Target,
  category: Category,
  shown: Record<string, unknown>,
  raw: ReadonlyMap<string, string>,
): Promise<string> {
  const whole = (pairs: string[]): string => `{"category":${jsonText(category.name)},"settings":{${pairs.join(',')}}}`
  if (target.facts.generation !== 'C') {
    return whole([...raw].map(([key, value]) => `${jsonText(key)}:${jsonText(value)}`))
  }
  if (raw.size === 0) return whole([])
  await category.save({ [`${OWN}text`]: 'plain' })
  const showsJson = (await category.read())[`${OWN}text`] === '"plain"'
  return showsJson
    ? whole([...raw].map(([key, value]) => `${jsonText(key)}:${value}`))
    : whole(Object.entries(shown).map(([key, value]) => `${jsonText(key)}:${jsonText(value)}`))
}
