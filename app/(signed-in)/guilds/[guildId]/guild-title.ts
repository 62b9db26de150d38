import { loadGuildFrame } from '@/features/guilds/loaders'

/** The title of a page of a guild: its own, and the guild's name where that is known. */
export async function guildTitle(guildId: string, title: string): Promise<{ title: string }> {
  const frame = await loadGuildFrame(guildId)
  return { title: frame.ok && frame.data.name ? `${title} · ${frame.data.name}` : title }
}
