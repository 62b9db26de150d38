/** The local Alphapy as a target: a real process with a guild that has a past. */
import { ADMIN, API_KEY, MEMBER } from '../support/credentials'
import { CHANNEL, GUILD, type Scene, startScene } from '../support/scene'
import type { Facts } from './notice'
import { Target } from './target'

/** What it is to be. With `crowded`, no settings category is empty. */
export interface LocalServer {
  name: string
  generation: Facts['generation']
  defects: 'head' | 'repaired'
  crowded: boolean
}

/** Each generation; the newest as measured and as meant. */
export const LOCAL_SERVERS: readonly LocalServer[] = [
  { name: 'generation A', generation: 'A', defects: 'head', crowded: true },
  { name: 'generation B', generation: 'B', defects: 'head', crowded: false },
  { name: 'generation C as measured', generation: 'C', defects: 'head', crowded: true },
  { name: 'generation C repaired', generation: 'C', defects: 'repaired', crowded: true },
]

/** Starts the process; it becomes one server after another. */
export function startLocalAlphapy(): Promise<Scene> {
  return startScene('--seed', 'none')
}

/** Makes the process the given server, with a guild that has people, settings, a history and a long log. */
export async function becomeLocalTarget(scene: Scene, server: LocalServer): Promise<Target> {
  const { generation, defects, crowded } = server
  await scene.reset()
  await scene.server.ask('POST', '/config', { generation, defects })
  await scene.server.ask('POST', '/guilds', {
    id: GUILD,
    name: 'Contract',
    memberCount: 2,
    ownerId: ADMIN.discordId,
    channels: [{ id: CHANNEL, name: 'general', type: 'text' }],
    roles: [
      { id: '1123456789012345689', name: 'Member', color: 65280, position: 1 },
      { id: '1123456789012345690', name: 'Staff', color: 16711680, position: 5 },
    ],
    members: [
      { id: ADMIN.discordId, name: 'admin', administrator: true },
      { id: MEMBER.discordId, name: 'member' },
    ],
  })
  await scene.server.ask('POST', '/links', { innersyncUserId: MEMBER.userId, discordUserId: MEMBER.discordId })
  await giveItAPast(scene, crowded)
  const secrets = {
    token: 'admin-token',
    memberToken: 'member-token',
    unlinkedToken: 'unlinked-token',
    guildId: GUILD,
    apiKey: API_KEY,
    discordId: ADMIN.discordId,
  }
  return new Target(`http://127.0.0.1:${scene.server.port}`, secrets, {
    disposable: true,
    expected: { generation, hasKey: true },
  })
}

async function giveItAPast(scene: Scene, crowded: boolean): Promise<void> {
  const slash = (scope: string, key: string, value: unknown) =>
    scene.server.ask('POST', '/slash', { guildId: GUILD, actorDiscordId: ADMIN.discordId, scope, key, value })
  await slash('embedwatcher', 'reminder_offset_minutes', 60)
  await slash('embedwatcher', 'reminder_offset_minutes', 45)
  await slash('system', 'log_channel_id', CHANNEL)
  await slash('system', 'log_level', 'critical')
  if (crowded) {
    await slash('gpt', 'temperature', 0.5)
    await slash('gpt', 'model', 'grok-3')
    await slash('gdpr', 'enabled', false)
    await slash('invites', 'with_inviter_template', 'Say "hi" to {member}\n')
    await slash('reminders', 'enabled', true)
  }
  const synced = { type: 'GUILD_SYNC', guildId: GUILD, message: 'Synced', details: {} }
  await Promise.all(Array.from({ length: 110 }, () => scene.server.ask('POST', '/events', synced)))
  await scene.server.ask('POST', '/events', { type: 'BOT_READY', message: 'Ready', details: {} })
}
