/** Reading and safely saving one category of a guild's settings. */
import 'server-only'
import type { Category } from '@/lib/alphapy/catalogue/catalogue'
import { getSettings, saveSettingsCategory, type WireSettings } from '@/lib/alphapy/endpoints/settings'
import { getAlphapy } from '@/lib/alphapy/server'
import type { Answered } from '@/lib/alphapy/transport/client'
import { stringifyJson } from '@/lib/alphapy/transport/lossless-json'
import type { Snowflake } from '@/lib/format/snowflake'
import { problem } from '@/lib/problems/problem'
import { failed, ok, type Result } from '@/lib/problems/result'
import type { Actor } from '@/lib/session/actor'
import type { GuildAccess } from '@/lib/session/gates'
import { decodeCategory, encodeCategory, mergeCategory, missingEdits, refusedEdits } from './model'
import type { CategoryView, Edit, SaveOutcome } from './schema'

/** One category as it was read when access was proven, at most a minute ago. */
export function getCategory({ guildId, settings }: GuildAccess, category: Category): CategoryView {
  return toView(settings, guildId, category)
}

/** One category as it is stored at this moment. */
export async function getCategoryNow(
  actor: Actor,
  guildId: Snowflake,
  category: Category,
): Promise<Result<CategoryView>> {
  const read = await readNow(actor, guildId)
  return read.ok ? ok(toView(read.data, guildId, category)) : read
}

/** A save that would have to wait longer than this is not begun; the person is told the time instead. */
const placeWaitMs = 2_500

/**
 * Saves edits: fresh read (which is also the backend's verdict on this person) → merge per key → one write of the whole
 * category → read back. What is said afterwards is what the read-back showed, whatever the write answered.
 */
export async function saveCategory(
  actor: Actor,
  { guildId, category, edits }: { guildId: Snowflake; category: Category; edits: readonly Edit[] },
): Promise<Result<SaveOutcome>> {
  const refused = refusedEdits(category, edits)
  if (Object.keys(refused).length > 0) return failed(problem('invalid', { fieldErrors: refused }))

  const retryAfterMs = getAlphapy().waitForSaveMs()
  if (retryAfterMs > placeWaitMs) return failed(problem('busy', { retryAfterMs }))

  const before = await readNow(actor, guildId)
  if (!before.ok) return before
  const stored = decodeCategory(category, before.data.value[category] ?? {})
  const merge = mergeCategory(stored, edits)
  const viewBefore = toView(before.data, guildId, category)
  if (merge.kind === 'conflict') return ok({ kind: 'conflict', view: viewBefore, conflicts: merge.conflicts })
  if (!merge.changes) return ok({ kind: 'saved', view: viewBefore })

  const { credentials } = actor
  const settings = encodeCategory(category, merge.settings)
  const written = await saveSettingsCategory(getAlphapy(), { guildId, credentials, category, settings })
  if (!written.ok && written.problem.code !== 'unknown-outcome') return written

  const after = await readNow(actor, guildId)
  if (!after.ok) return written.ok ? ok({ kind: 'accepted' }) : written
  const view = toView(after.data, guildId, category)
  const missing = missingEdits(decodeCategory(category, after.data.value[category] ?? {}), edits)
  if (missing.length === 0) return ok({ kind: 'saved', view })
  const nothingApplied = stringifyJson(after.data.value[category]) === stringifyJson(before.data.value[category])
  return ok(nothingApplied ? { kind: 'not-applied', view } : { kind: 'in-part', view, missing })
}

function readNow({ userId, credentials }: Actor, guildId: Snowflake) {
  return getSettings(getAlphapy(), { guildId, actorId: userId, credentials, now: true })
}

function toView({ value, readAt }: Answered<WireSettings>, guildId: string, category: Category): CategoryView {
  const { known, unreadable, unknown } = decodeCategory(category, value[category] ?? {})
  const asText = (values: Record<string, unknown>) =>
    Object.entries(values).map(([key, held]) => ({ key, text: typeof held === 'string' ? held : stringifyJson(held) }))
  return {
    guildId,
    category,
    readAt,
    now: Date.now(),
    stored: known,
    unreadable: asText(unreadable),
    unknown: asText(unknown),
  }
}
