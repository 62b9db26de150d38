/**
 * GET and POST …/automod/settings. The settings route with the category `automod` does the same and more safely: prefer it.
 * This POST saves its values one by one, and fails after the first when there is no channel.
 */
import * as z from 'zod'
import type { Snowflake } from '@/lib/format/snowflake'
import type { AlphapyClient } from '../transport/client'
import type { Judgement } from '../transport/verify-write'
import { wireDone } from './fields'
import { type GuildCall, type GuildRead, readBy, writeBy } from './guild-call'

/** A channel, clean or in quotes, as text or number; none as null, as zero or as the word. */
const channelSchema = z
  .union([z.string(), z.number().int()])
  .nullish()
  .transform((value, context) => {
    const text = String(value ?? '').replace(/^"(.*)"$/, '$1')
    if (/^(0*|null|None)$/.test(text)) return null
    if (/^\d{1,20}$/.test(text)) return text as Snowflake
    context.addIssue('Not an id')
    return z.NEVER
  })

const settingsSchema = z.object({
  enabled: z.boolean().default(false),
  log_channel_id: channelSchema,
  /** Stored, and read by no part of the bot, like the next. */
  log_actions: z.boolean().default(true),
  log_to_database: z.boolean().default(true),
})

/** The four values. */
export type AutomodSettings = z.infer<typeof settingsSchema>

/** AutoMod's switch and log channel. */
export function getAutomodSettings(client: AlphapyClient, call: GuildRead) {
  return client.read({
    ...readBy(call, 'guild'),
    path: `/api/dashboard/${call.guildId}/automod/settings`,
    route: '/api/dashboard/:guildId/automod/settings',
    schema: settingsSchema,
    access: 'guild',
  })
}

/** Saves all four. Without a channel `0` is sent, since nothing else clears it here. */
export function saveAutomodSettings(client: AlphapyClient, call: GuildCall & { settings: AutomodSettings }) {
  return client.write({
    ...writeBy(call, 'guild'),
    method: 'POST',
    path: `/api/dashboard/${call.guildId}/automod/settings`,
    route: '/api/dashboard/:guildId/automod/settings',
    schema: wireDone,
    access: 'guild',
    body: { ...call.settings, log_channel_id: call.settings.log_channel_id ?? '0' },
  })
}

/** Judges a save by what was stored before and is now. */
export function judgeAutomodSettings(wanted: AutomodSettings, before: AutomodSettings) {
  const keys = ['enabled', 'log_channel_id', 'log_actions', 'log_to_database'] as const
  return (now: AutomodSettings): Judgement => {
    if (keys.every((key) => now[key] === wanted[key])) return 'applied'
    return keys.every((key) => now[key] === before[key]) ? 'not-applied' : 'in-part'
  }
}
