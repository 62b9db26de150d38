/** Reading and safely saving one category of a guild's settings. */
import 'server-only'
import type { Category } from '@/lib/alphapy/catalogue/catalogue'
import { namesElsewhere } from '@/lib/alphapy/catalogue/consequences'
import type { SettingValue } from '@/lib/alphapy/catalogue/definition'
import { speechOf } from '@/lib/alphapy/catalogue/speech'
import { getSettings, saveSettingsCategory, type WireSettings } from '@/lib/alphapy/endpoints/settings'
import { type ExactJson, parseExact } from '@/lib/alphapy/exact-json'
import { reloadBot } from '@/lib/alphapy/reload-bot'
import { getAlphapy } from '@/lib/alphapy/server'
import type { AlphapyClient, Answered } from '@/lib/alphapy/transport/client'
import type { DiscordAnswer } from '@/lib/alphapy/transport/credentials'
import type { SaveTicket } from '@/lib/alphapy/transport/save-ticket'
import { verifyWrite } from '@/lib/alphapy/transport/verify-write'
import type { Snowflake } from '@/lib/format/snowflake'
import { getRecorder, type IntendedChange, type Recorder, recordWrite } from '@/lib/ledger/recorder'
import { withWriters } from '@/lib/ledger/writers'
import { log } from '@/lib/log/log'
import { problem } from '@/lib/problems/problem'
import { failed, ok, type Result } from '@/lib/problems/result'
import type { Actor } from '@/lib/session/actor'
import type { GuildAccess } from '@/lib/session/gates'
import {
  type AnsweredHow,
  asText,
  decodeCategory,
  encodeCategory,
  idleAmong,
  judgeSave,
  knownByName,
  mergeCategory,
  othersChanges,
  refusedEdits,
  type StoredCategory,
  whyNotApplied,
} from './model'
import type { CategoryView, Conflict, Edit, SaveEffect, SaveOutcome } from './schema'

/** One category as it was read when access was proven, at most a minute ago. */
export function getCategory({ guildId, settings }: GuildAccess, category: Category): CategoryView {
  return toView(toSeen(getAlphapy(), settings, category), guildId, category)
}

/** One category as it is stored at this moment. */
export async function getCategoryNow(
  actor: Actor,
  guildId: Snowflake,
  category: Category,
): Promise<Result<CategoryView>> {
  const seen = await readNow(getAlphapy(), actor, { guildId, category })
  return seen.ok ? ok(toView(seen.data, guildId, category)) : seen
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

/** What a save works with; the process's own unless a test brings others. */
export interface SaveParts {
  alphapy: AlphapyClient
  recorder: Recorder
  /** Told what could not be put on record. */
  report: typeof log.error
}

/** How long a save stands behind another one of the same category before it is told to come back, and when. */
const turnPatienceMs = 25_000
const comeBackMs = 3_000

/**
 * Saves edits: fresh read (which is also the backend's verdict on this person) → merge per key → one write of the whole
 * category → read back. What is said afterwards is what the read-back showed, whatever the write answered. Saves of one
 * category take turns, so that none overwrites what another has just stored.
 */
export async function saveCategory(
  actor: Actor,
  input: SaveInput,
  parts: SaveParts = { alphapy: getAlphapy(), recorder: getRecorder(), report: log.error },
): Promise<Result<SaveOutcome>> {
  const refused = refusedEdits(input.category, input.edits)
  if (Object.keys(refused).length > 0) return failed(problem('invalid', { fieldErrors: refused }))

  const { alphapy } = parts
  const { guildId } = input
  const saved = await alphapy.turns.run(`save:${guildId}:${input.category}`, turnPatienceMs, async () => {
    const reserved = await alphapy.reserveSave({ guildId, credentials: actor.credentials, purpose: input.category })
    if (!reserved.ok) return reserved
    try {
      return await saveReserved(parts, actor, input, reserved.data)
    } finally {
      reserved.data.release()
    }
  })
  return saved ?? failed(problem('busy', { reason: 'another-save', retryAfterMs: comeBackMs }))
}

async function saveReserved(
  parts: SaveParts,
  actor: Actor,
  input: SaveInput,
  save: SaveTicket,
): Promise<Result<SaveOutcome>> {
  const { alphapy } = parts
  const { guildId, category, edits } = input
  // Asked for beside the reading: it goes on record with the write.
  const account = actor.credentials.askDiscordId?.({ anew: false })
  const read = await readNow(alphapy, actor, input, save)
  if (!read.ok) return read
  const before = read.data.value.stored
  const viewBefore = toView(read.data, guildId, category)
  const seen = input.seen ?? before.known
  const toldOtherwise = [...edits, ...viewBefore.unreadable]
  const place = { userId: actor.userId, guildId, category }
  const othersIn = (readings: CategoryView[]) =>
    withWriters(parts.recorder, place, othersChanges(seen, readings, toldOtherwise), ({ to }) => to)
  const merge = mergeCategory(before, edits)
  if (merge.kind === 'conflict') {
    const conflicts = await withWriters(parts.recorder, place, merge.conflicts, heldBy)
    const others = await othersIn([viewBefore])
    return ok({ kind: 'conflict', view: viewBefore, conflicts, others, readAt: viewBefore.readAt })
  }
  if (!merge.changes) {
    const others = await othersIn([viewBefore])
    return ok({ kind: 'saved', view: viewBefore, written: false, others, cleared: [] })
  }

  const { needed } = merge
  const toClear = Object.keys(before.unreadable).filter((key) => !needed.some((edit) => edit.key === key))
  const conclude = await begin(parts, actor, input, await account, [
    ...needed.map(({ key, mine }) => ({
      key,
      before: before.known[key] ?? textOf(before.unreadable[key]),
      after: mine,
    })),
    ...toClear.map((key) => ({ key, before: textOf(before.unreadable[key]), after: null })),
  ])
  let answered: AnsweredHow = 'not'
  const outcome = await verifyWrite({
    write: async () => {
      const settings = encodeCategory(category, merge.settings)
      const { credentials } = actor
      const written = await saveSettingsCategory(alphapy, { guildId, credentials, category, settings, save })
      if (written.ok) answered = 'yes'
      else if (written.problem.status !== undefined) answered = 'failed'
      return written
    },
    readBack: () => readNow(alphapy, actor, input, save),
    judge: ({ stored }) => judgeSave(stored, { needed, before, answered }).kind,
  })
  if (!outcome.ok) {
    const { code } = outcome.problem
    await conclude({ outcome: code === 'unknown-outcome' ? 'unknown' : 'refused', problem: code })
    return outcome
  }
  if (outcome.data.kind === 'accepted') {
    await conclude({ outcome: 'accepted' })
    return ok({ kind: 'accepted' })
  }

  const { now } = outcome.data
  const view = toView(now, guildId, category)
  const verdict = judgeSave(now.value.stored, { needed, before, answered })
  const { missing } = verdict
  const others = await othersIn([viewBefore, view])
  if (verdict.kind === 'applied') {
    const cleared = toClear.filter((key) => !(key in now.value.stored.unreadable || key in now.value.stored.known))
    const effect = await bringIntoEffect(alphapy, actor, input, needed, now.value.settings)
    await conclude({ outcome: 'saved', effect: effect.kind })
    return ok({ kind: 'saved', view, written: true, others, cleared, effect, idle: idleAmong(category, needed) })
  }
  await conclude({ outcome: verdict.kind, holdsOther: missing.map(({ key }) => key) })
  return verdict.kind === 'in-part'
    ? ok({ kind: 'in-part', view, missing, others })
    : ok({ kind: 'not-applied', view, why: whyNotApplied(verdict, answered), others })
}

const heldBy = ({ theirs, theirsText }: Conflict) => (theirsText === undefined ? theirs : undefined)

/** What follows for the running bot from these edits being stored among these settings. */
function bringIntoEffect(
  alphapy: AlphapyClient,
  { userId: actorId, credentials }: Actor,
  { guildId, category }: SaveInput,
  needed: readonly Edit[],
  settings: WireSettings,
): Promise<SaveEffect> | SaveEffect {
  if (needed.length > 0 && idleAmong(category, needed).length === needed.length) return { kind: 'none' }
  return reloadBot(alphapy, { guildId, actorId, credentials }, settings)
}

function begin(
  { recorder, report }: SaveParts,
  { userId, requestId }: Actor,
  { guildId, category, reason }: SaveInput,
  account: DiscordAnswer | undefined,
  changes: IntendedChange[],
) {
  const onFailure = (err: unknown) => report({ guildId, category, requestId, err }, 'a change is not on record')
  return recordWrite(
    recorder,
    {
      ...{ requestId, userId, guildId, category, changes },
      ...(account?.kind === 'found' ? { discordId: account.id } : {}),
      ...(reason ? { reason } : {}),
    },
    onFailure,
  )
}

/** A reading of all settings, and one category of it decoded. */
interface Seen {
  settings: WireSettings
  stored: StoredCategory
}

async function readNow(
  alphapy: AlphapyClient,
  { userId, credentials }: Actor,
  { guildId, category }: Pick<SaveInput, 'guildId' | 'category'>,
  save?: SaveTicket,
): Promise<Result<Answered<Seen>>> {
  const read = await getSettings(alphapy, { guildId, actorId: userId, credentials, now: true, save })
  return read.ok ? ok(toSeen(alphapy, read.data, category)) : read
}

function toSeen(alphapy: AlphapyClient, reading: Answered<WireSettings>, category: Category): Answered<Seen> {
  const { text, value: settings, ...rest } = reading
  const exact = text === undefined ? settings : (parseExact(text) as Record<string, Record<string, ExactJson>>)
  const stored = decodeCategory(category, exact[category] ?? {}, speechOf(settings) ?? alphapy.knowledge.speech)
  return { ...rest, value: { settings, stored } }
}

function toView(
  { value: { settings, stored }, readAt }: Answered<Seen>,
  guildId: string,
  category: Category,
): CategoryView {
  const listed = (values: Record<string, ExactJson>) =>
    Object.entries(values).map(([key, held]) => ({ key, text: asText(held) }))
  return {
    guildId,
    category,
    readAt,
    now: Date.now(),
    stored: stored.known,
    elsewhere: knownByName(settings, namesElsewhere(category)),
    unreadable: listed(stored.unreadable),
    unknown: listed(stored.unknown),
  }
}

const textOf = (value: ExactJson | undefined) => (value === undefined ? null : asText(value))
