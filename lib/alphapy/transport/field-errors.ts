/**
 * What the backend says about single values: the only words of its own that are passed on, bounded and as plain text. They
 * are data to be shown as they are, never markup.
 */
import type { FieldErrors as Errors } from '@/lib/problems/problem'
import type { JsonValue } from './lossless-json'

/** Messages by field name; a message about no single field has the empty name. */
export type FieldErrors = Errors

/** Longest message passed on, in characters. */
const messageMax = 200
/** Most fields named; a form has fewer. */
const fieldsMax = 20

/** True when a 422 complains of headers alone: the server wants other credentials than it was shown. */
export function isAboutHeaders(body: JsonValue | undefined): boolean {
  const parts = entriesIn(body).map(({ loc }) => (Array.isArray(loc) ? loc[0] : undefined))
  return parts.length > 0 && parts.every((part) => part === 'header')
}

/** Of the entries of a 422. Entries about headers or the path are not about anybody's values and are left out. */
export function fieldErrorsOfList(body: JsonValue | undefined): { fieldErrors?: FieldErrors } {
  const found = entriesIn(body).flatMap(({ loc, msg, type }): [string, string][] => {
    if (!Array.isArray(loc) || typeof msg !== 'string') return []
    const [part, ...names] = loc
    if (part !== 'body' && part !== 'query') return []
    return [[type === 'json_invalid' ? '' : names.map(String).join('.').slice(0, 100), msg]]
  })
  return asErrors(found)
}

/** Which field a 400 is about, by the words it is known to use. */
const fieldByDetail: [RegExp, field: string][] = [
  [/channel_id/, 'channel_id'],
  [/^(Invalid )?scheduled_time/, 'scheduled_time'],
  [/^time must be|invalid literal/, 'time'],
  [/\bday\b|^days/, 'days'],
  [/^completed/, 'completed'],
  [/^Invalid regex|^trigger_value max/, 'trigger_value'],
  [/^response max/, 'response'],
  [/^A command named/, 'name'],
  [/^Invalid category/, 'category'],
]

/** Of the text of a 400. */
export function fieldErrorsOfDetail(detail: string): { fieldErrors?: FieldErrors } {
  if (detail === '') return {}
  return asErrors([[fieldByDetail.find(([words]) => words.test(detail))?.[1] ?? '', detail]])
}

function asErrors(found: readonly [field: string, message: string][]): { fieldErrors?: FieldErrors } {
  if (found.length === 0) return {}
  const entries = found.map(([field, message]) => [field, { key: 'refusedByBot', values: { message: plain(message) } }])
  // A null prototype would not survive on its way to a browser; `fromEntries` makes own properties of any name.
  return { fieldErrors: Object.fromEntries(entries) }
}

function entriesIn(body: JsonValue | undefined): { [key: string]: JsonValue }[] {
  const list = body !== null && typeof body === 'object' && !Array.isArray(body) ? body.detail : undefined
  if (!Array.isArray(list)) return []
  return list
    .slice(0, fieldsMax)
    .flatMap((entry) => (entry !== null && typeof entry === 'object' && !Array.isArray(entry) ? [entry] : []))
}

/** Control characters and invisible direction marks out, blanks collapsed, cut to length. */
function plain(message: string): string {
  const clean = message
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim()
  const characters = [...clean]
  return characters.length <= messageMax ? clean : `${characters.slice(0, messageMax - 1).join('')}…`
}
