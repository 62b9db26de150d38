/**
 * The settings history of a guild, and the rollback of one entry. Older servers do not check here who asks: callers must
 * have a verdict for the guild first. Changes made by a dashboard leave no entry.
 */
import * as z from 'zod'
import type { AlphapyClient } from '../transport/client'
import { type JsonValue, parseJson } from '../transport/lossless-json'
import { wireDone, wireId, wireValue } from './fields'
import { type GuildCall, type GuildRead, readBy, writeBy } from './guild-call'

const entrySchema = z.object({
  id: z.number().int(),
  scope: z.string(),
  key: z.string(),
  old_value: wireValue.nullish(),
  new_value: wireValue.nullish(),
  value_type: z.string().nullish(),
  changed_by: wireId.nullish(),
  changed_at: z.string(),
  change_type: z.string(),
})

/** One change of one setting, values undecoded. */
export type HistoryEntry = z.infer<typeof entrySchema>

/** Changes, newest first. `key` is ignored by the backend unless `scope` is given; it knows no upper limit. */
export function getHistory(client: AlphapyClient, call: GuildRead & { scope?: string; key?: string; limit: number }) {
  const query = new URLSearchParams({ limit: String(Math.max(0, call.limit)) })
  if (call.scope) query.set('scope', call.scope)
  if (call.scope && call.key) query.set('key', call.key)
  return client.read({
    ...readBy(call, 'guild'),
    path: `/api/dashboard/${call.guildId}/settings/history?${query}`,
    route: '/api/dashboard/:guildId/settings/history',
    schema: z.array(entrySchema),
    access: 'guild',
  })
}

/** A value of the history as it was meant: `undefined` = unset. */
export function decodeHistoryValue(value: JsonValue | undefined, valueType: string | null | undefined) {
  if (value === undefined || value === null || value === 'null') return undefined
  if (typeof value !== 'string') return valueType && isId.has(valueType) ? String(value) : value
  if (valueType && isId.has(valueType)) return value.replace(/^"(.*)"$/, '$1')
  // Text is in quotes where values are JSON text; text without them is a repaired server's, and clean already.
  if (valueType && isText.has(valueType) && !/^".*"$/s.test(value)) return value
  try {
    return parseJson(value)
  } catch {
    return value
  }
}

const isId = new Set(['channel', 'role'])
const isText = new Set(['str', 'string'])

/**
 * Whether an entry can be rolled back without harm: an update with an old value. An old value that stands for "unset" would
 * be stored as such, and the bot cannot start with it.
 */
export function canRollBack(entry: HistoryEntry): boolean {
  return entry.change_type === 'updated' && decodeHistoryValue(entry.old_value, entry.value_type) !== undefined
}

/**
 * Puts the old value of an entry back. Works with the service pair; a token alone is taken and then fails, except on a
 * repaired server. A setting that is not stored at present stays so, though the answer is yes: read back.
 */
export function rollBack(client: AlphapyClient, call: GuildCall & { entryId: number }) {
  return client.write({
    ...writeBy(call, 'guild'),
    method: 'POST',
    path: `/api/dashboard/${call.guildId}/settings/rollback/${call.entryId}`,
    route: '/api/dashboard/:guildId/settings/rollback/:historyId',
    schema: wireDone,
    access: 'rollback',
  })
}
