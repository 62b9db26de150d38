/** Reading and safely saving one category of a guild's settings. */
import 'server-only'
import type { Category } from '@/lib/alphapy/catalogue/catalogue'
import type { SettingValue } from '@/lib/alphapy/catalogue/definition'
import { getSettings, saveSettingsCategory, type WireSettings } from '@/lib/alphapy/endpoints/settings'
import { getAlphapy } from '@/lib/alphapy/server'
import type { Answered } from '@/lib/alphapy/transport/client'
import { stringifyJson } from '@/lib/alphapy/transport/lossless-json'
import type { SaveTicket } from '@/lib/alphapy/transport/save-ticket'
import { verifyWrite } from '@/lib/alphapy/transport/verify-write'
import type { Snowflake } from '@/lib/format/snowflake'
import { problem } from '@/lib/problems/problem'
import { failed, ok, type Result } from '@/lib/problems/result'
import type { Actor } from '@/lib/session/actor'
import type { GuildAccess } from '@/lib/session/gates'
import { decodeCategory, encodeCategory, mergeCategory, missingEdits, othersChanges, refusedEdits } from './model'
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

/** A save as it is asked for. */
export interface SaveInput {
  guildId: Snowflake
  category: Category
  edits: readonly Edit[]
  /** The stored settings the person had before their eyes, if that is known. */
  seen?: Record<string, SettingValue> | undefined
  /** Why, in the person's own words. */
  reason?: string | undefined
}

/**
 * Saves edits: fresh read (which is also the backend's verdict on this person) → merge per key → one write of the whole
 * category → read back. What is said afterwards is what the read-back showed, whatever the write answered.
 */
export async function saveCategory(actor: Actor, input: SaveInput): Promise<Result<SaveOutcome>> {
  const refused = refusedEdits(input.category, input.edits)
  if (Object.keys(refused).length > 0) return failed(problem('invalid', { fieldErrors: refused }))

  const { guildId } = input
  const reserved = await getAlphapy().reserveSave({ guildId, credentials: actor.credentials })
  if (!reserved.ok) return reserved
  try {
    return await saveReserved(actor, input, reserved.data)
  } finally {
    reserved.data.release()
  }
}

async function saveReserved(
  actor: Actor,
  { guildId, category, edits, seen }: SaveInput,
  save: SaveTicket,
): Promise<Result<SaveOutcome>> {
  const before = await readNow(actor, guildId, save)
  if (!before.ok) return before
  const stored = decodeCategory(category, before.data.value[category] ?? {})
  const merge = mergeCategory(stored, edits)
  const viewBefore = toView(before.data, guildId, category)
  const { readAt } = before.data
  const others = othersChanges(seen ?? stored.known, stored.known, edits, readAt)
  if (merge.kind === 'conflict') {
    return ok({ kind: 'conflict', view: viewBefore, conflicts: merge.conflicts, others, readAt })
  }
  if (!merge.changes) return ok({ kind: 'saved', view: viewBefore, written: false, others, cleared: [] })

  const { credentials } = actor
  const settings = encodeCategory(category, merge.settings)
  const missingIn = (now: WireSettings) =>
    missingEdits(decodeCategory(category, now[category] ?? {}).known, edits, stored.known)
  const textBefore = stringifyJson(before.data.value[category])
  const outcome = await verifyWrite({
    write: () => saveSettingsCategory(getAlphapy(), { guildId, credentials, category, settings, save }),
    readBack: () => readNow(actor, guildId, save),
    judge: (now) => {
      if (missingIn(now).length === 0) return 'applied'
      return stringifyJson(now[category]) === textBefore ? 'not-applied' : 'in-part'
    },
  })
  if (!outcome.ok) return outcome
  if (outcome.data.kind === 'accepted') return ok({ kind: 'accepted' })
  const { kind, now } = outcome.data
  const view = toView(now, guildId, category)
  const othersNow = [...others, ...othersChanges(stored.known, view.stored, edits, now.readAt)]
  if (kind === 'applied') {
    const cleared = Object.keys(stored.unreadable)
    const effect = { kind: 'waiting', because: 'cannot-ask' } as const
    return ok({ kind: 'saved', view, written: true, others: othersNow, cleared, effect })
  }
  if (kind === 'not-applied') return ok({ kind, view, why: 'failed', others: othersNow })
  return ok({ kind, view, missing: missingIn(now.value), others: othersNow })
}

function readNow({ userId, credentials }: Actor, guildId: Snowflake, save?: SaveTicket) {
  return getSettings(getAlphapy(), { guildId, actorId: userId, credentials, now: true, save })
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
