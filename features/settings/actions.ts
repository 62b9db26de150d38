'use server'

import { defineAction } from '@/lib/actions/define-action'
import { isCategory } from '@/lib/alphapy/catalogue/catalogue'
import { getRecorder } from '@/lib/ledger/recorder'
import { withWriters } from '@/lib/ledger/writers'
import { problem } from '@/lib/problems/problem'
import { failed, ok } from '@/lib/problems/result'
import { requireGuildToSave } from '@/lib/session/gates'
import { foreignChangesProblem } from '@/lib/session/own-changes'
import { getCategoryNow, saveCategory } from './data'
import { outcomeOf } from './model'
import { type SaveOutcome, saveSettingsSchema } from './schema'

export const saveSettings = defineAction({
  name: 'settings.save',
  input: saveSettingsSchema,
  run: async (actor, { guildId, category, personId, ...input }) => {
    const foreign = foreignChangesProblem(actor, personId)
    if (foreign) return failed(foreign)
    if (!isCategory(category)) return failed(problem('not-found'))
    const granted = await requireGuildToSave(actor, guildId)
    if (!granted.ok) return granted
    return saveCategory(granted.data.actor, { ...input, guildId: granted.data.guildId, category })
  },
})

/** What became of a save whose answer was lost on its way to the browser, by what is stored now. Writes nothing. */
export const lookAfterSave = defineAction({
  name: 'settings.look-after-save',
  input: saveSettingsSchema,
  run: async (actor, { guildId, category, personId, edits, seen }) => {
    const foreign = foreignChangesProblem(actor, personId)
    if (foreign) return failed(foreign)
    if (!isCategory(category)) return failed(problem('not-found'))
    const granted = await requireGuildToSave(actor, guildId)
    if (!granted.ok) return granted
    const now = await getCategoryNow(granted.data.actor, granted.data.guildId, category)
    if (!now.ok) return now
    const outcome = outcomeOf(now.data, edits, seen ?? now.data.stored)
    if (!('others' in outcome)) return ok(outcome)
    const place = { userId: actor.userId, guildId: granted.data.guildId, category }
    const others = await withWriters(getRecorder(), place, outcome.others, ({ to }) => to)
    return ok<SaveOutcome>({ ...outcome, others })
  },
})
