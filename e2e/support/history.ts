/** Changes as slash commands make them, for the journeys about history. */
import { alphapyControl } from './control'
import { type Guild, newSnowflake, type Person } from './world'

/** Sets one setting after another in Discord, as this person. `null` clears. */
export async function inDiscord(
  guild: Guild,
  person: Person,
  changes: [scope: string, key: string, value: unknown][],
): Promise<void> {
  for (const [scope, key, value] of changes) {
    await alphapyControl.post('/slash', {
      guildId: guild.id,
      actorDiscordId: person.discordId || newSnowflake(),
      scope,
      key,
      value,
    })
  }
}
