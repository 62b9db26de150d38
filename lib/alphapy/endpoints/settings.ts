/** GET and POST /api/dashboard/settings/{guild}. The guild-admin check of the backend runs on every call. */
import * as z from 'zod'
import { speechOf } from '../catalogue/speech'
import type { AlphapyClient } from '../transport/client'
import { wireDone, wireValue } from './fields'
import { type GuildCall, type GuildRead, readBy, writeBy } from './guild-call'

/** Stored overrides by category and key, as they came: text may still carry its JSON quotes. */
export const settingsSchema = z.record(z.string(), z.record(z.string(), wireValue))

/** Every stored override of a guild, undecoded. A default is simply absent. */
export type WireSettings = z.infer<typeof settingsSchema>

/** How long a settings answer may serve as proof of access and as the data of a page. */
export const settingsFreshForMs = 60_000

/** All stored overrides of a guild. Per actor: the answer is also the backend's verdict on this person. */
export function getSettings(client: AlphapyClient, call: GuildRead) {
  return client.read({
    ...readBy(call, 'guild'),
    path: `/api/dashboard/settings/${call.guildId}`,
    route: '/api/dashboard/settings/:guildId',
    schema: settingsSchema,
    access: 'guild',
    decides: true,
    keepText: true,
    learn: (value, knowledge) => {
      knowledge.noticeScopes(Object.keys(value).length)
      const speech = speechOf(value)
      if (speech) knowledge.noticeSpeech(speech)
    },
    freshForMs: call.now ? 0 : settingsFreshForMs,
  })
}

/**
 * Replaces one category as a whole: keys left out are deleted on the server, `null` and empty text are skipped. Sent at
 * most once.
 */
export function saveSettingsCategory(
  client: AlphapyClient,
  call: Omit<GuildCall, 'actorId'> & { category: string; settings: Record<string, unknown> },
) {
  return client.write({
    ...writeBy(call, 'guild'),
    method: 'POST',
    path: `/api/dashboard/settings/${call.guildId}`,
    route: '/api/dashboard/settings/:guildId',
    schema: wireDone,
    access: 'guild',
    body: { category: call.category, settings: call.settings },
  })
}

/** The bot reads within a second; whoever waits for a save must not wait for more. */
const reloadTimeoutMs = 4_000

/**
 * Makes the bot read its settings of a guild anew, which a save alone does not. Needs the service pair. Sent now or not at
 * all: it takes no place from a save.
 */
export function invalidateSettingsCache(client: AlphapyClient, call: GuildCall) {
  return client.write({
    // Nothing stored changes by it, so no reading is made obsolete.
    ...writeBy(call, 'reload'),
    method: 'POST',
    path: `/api/dashboard/${call.guildId}/settings/invalidate-cache`,
    route: '/api/dashboard/:guildId/settings/invalidate-cache',
    schema: wireDone,
    access: 'service',
    timeoutMs: reloadTimeoutMs,
    onlyIfRoom: true,
  })
}
