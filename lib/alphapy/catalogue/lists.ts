/** Settings that are lists inside one text: how they are read, and the one form in which Mind holds them. */
import type { JsonValue } from '../transport/lossless-json'

/** Which messages count for a weekly award. */
export const awardFilters: readonly string[] = ['non_food', 'food', 'image', 'reactions']

/** One weekly award: text fields, of which `key`, `label` and `filter` are demanded and `subtitle` may be there. */
export type Award = Record<string, string>

/**
 * The ids of a list in whatever form it came: with commas, spaces or lines between, as JSON, or as Discord mentions. Each
 * once, in order. `undefined` when something in it is not an id.
 */
export function readIds(list: JsonValue): string[] | undefined {
  const text = Array.isArray(list) ? joined(list) : list
  if (typeof text !== 'string') return undefined
  const ids = [...new Set(text.split(/[\s,;"[\]<>#]+/).filter(Boolean))]
  return ids.every((id) => /^\d+$/.test(id)) ? ids : undefined
}

/** The awards of a list given as an array or as its JSON text. `undefined` when it is no list of items made of text. */
export function readAwards(list: JsonValue): Award[] | undefined {
  const items = typeof list === 'string' ? parsed(list) : list
  if (!Array.isArray(items)) return undefined
  const awards: Award[] = []
  for (const item of items) {
    if (typeof item !== 'object' || item === null || Array.isArray(item)) return undefined
    // A field of null is one left out.
    const fields = Object.entries(item).filter(([, value]) => value !== null)
    if (!fields.every((field): field is [string, string] => typeof field[1] === 'string')) return undefined
    awards.push(Object.fromEntries(fields.sort(inStoredOrder)))
  }
  return awards
}

/** The database keeps the keys of an object by length, then by their bytes; Mind does too, so that equal lists look equal. */
function inStoredOrder([a]: [string, unknown], [b]: [string, unknown]): number {
  return a.length - b.length || (a < b ? -1 : 1)
}

/** An object is no id, and one with a `toString` of its own would break what joins it. */
function joined(list: readonly JsonValue[]): string | undefined {
  return list.some((item) => typeof item === 'object' && item !== null) ? undefined : list.join(',')
}

function parsed(text: string): JsonValue | undefined {
  if (!text.trimStart().startsWith('[')) return undefined
  try {
    // Numbers make a list unreadable anyway, so what `JSON.parse` does to large ones does not matter.
    return JSON.parse(text) as JsonValue
  } catch {
    return undefined
  }
}
