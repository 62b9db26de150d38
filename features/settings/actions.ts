'use server'

import { defineAction } from '@/lib/actions/define-action'
import { isCategory } from '@/lib/alphapy/catalogue/catalogue'
import { problem } from '@/lib/problems/problem'
import { failed } from '@/lib/problems/result'
import { requireGuildToSave } from '@/lib/session/gates'
import { foreignChangesProblem } from '@/lib/session/own-changes'
import { saveCategory } from './data'
import { saveSettingsSchema } from './schema'

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
