/** Making the running bot work with what is stored, where that does no harm. */
import { misreadSettings } from './catalogue/misread'
import type { GuildCall } from './endpoints/guild-call'
import { invalidateSettingsCache, type WireSettings } from './endpoints/settings'
import type { AlphapyClient } from './transport/client'

/** Whether the running bot works with what is stored. */
export type Reload =
  /** It has just read the guild's settings anew. */
  | { kind: 'in-use'; at: number }
  /** It works with what it read before. Its next reload brings the change in: when a member writes, or at a restart. */
  | { kind: 'waiting'; because: WaitingReason }
  /** Mind let it be, since reading anew makes it take these stored values otherwise than they are meant. */
  | { kind: 'held-back'; misread: { category: string; key: string }[] }

/**
 * Why the bot was not made to read anew: Mind has no right to ask it, there was no room for one more request, or it was
 * asked and did not say yes.
 */
export type WaitingReason = 'cannot-ask' | 'no-room' | 'not-heard'

/**
 * Makes the bot read a guild's settings anew, if Mind may ask it and nothing among the stored `settings` would be misread
 * by that. Never fails: they are stored, whatever comes of this. Costs one request, and only when there is room for it.
 */
export async function reloadBot(client: AlphapyClient, call: GuildCall, settings: WireSettings): Promise<Reload> {
  const misread = misreadSettings(settings, client.knowledge.speech)
  if (misread.length > 0) return { kind: 'held-back', misread }
  const reloaded = await invalidateSettingsCache(client, call)
  if (reloaded.ok) return { kind: 'in-use', at: Date.now() }
  const { code, reason } = reloaded.problem
  if (code === 'busy') return { kind: 'waiting', because: 'no-room' }
  const mayNotAsk = reason === 'service-key-missing' || reason === 'discord-identity-missing'
  return { kind: 'waiting', because: mayNotAsk || reason === 'server-too-old' ? 'cannot-ask' : 'not-heard' }
}
