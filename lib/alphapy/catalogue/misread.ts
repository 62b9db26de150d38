/** Which stored values the bot takes otherwise than they are meant, once it has read them anew. As measured. */

import type { JsonValue } from '../transport/lossless-json'
import { type Scope, scopes, settingsOf } from './catalogue'
import { decodeSetting, isUnreadable } from './decode'
import type { SettingDefinition } from './definition'
import type { Speech } from './speech'

/** The names of all such settings among the stored overrides of a guild, in the order of the catalogue. */
export function misreadSettings(
  settings: Readonly<Record<string, Readonly<Record<string, JsonValue>>>>,
  speech: Speech,
): { category: Scope; key: string }[] {
  return scopes.flatMap((category) => {
    const stored = settings[category] ?? {}
    return settingsOf(category)
      .filter((definition) => isMisread(definition, stored[definition.key], speech))
      .map(({ key }) => ({ category, key }))
  })
}

function isMisread(definition: SettingDefinition, wire: JsonValue | undefined, speech: Speech): boolean {
  if (wire === undefined) return false
  const value = decodeSetting(definition, wire)
  if (value === undefined || isUnreadable(value)) return false
  switch (definition.type) {
    case 'id-list':
      // Only the outermost ids are lost, to the quotes around the text; with commas there, none is.
      return !/^"?,.*,"?$/.test(String(wire))
    case 'award-list':
      // An array is read; text, which arrives with quotes of its own, is not.
      return typeof wire === 'string' && (speech === 'values' || wire.startsWith('"'))
    default:
      return definition.effect === 'misread' && value !== definition.misreadAs
  }
}
