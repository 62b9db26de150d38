'use server'

import { defineAction } from '@/lib/actions/define-action'
import { isCategory } from '@/lib/alphapy/catalogue/catalogue'
import { isSnowflake } from '@/lib/format/snowflake'
import { problem } from '@/lib/problems/problem'
import { failed } from '@/lib/problems/result'
import { saveCategory } from './data'
import { saveSettingsSchema } from './schema'

export const saveSettings = defineAction({
  name: 'settings.save',
  input: saveSettingsSchema,
  run: async (actor, { guildId, category, personId, ...input }) => {
    if (personId !== undefined && personId !== actor.userId) {
      return failed(problem('signed-out', { reason: 'somebody-else' }))
    }
    if (!isSnowflake(guildId) || !isCategory(category)) return failed(problem('not-found'))
    return saveCategory(actor, { guildId, category, ...input })
  },
})
