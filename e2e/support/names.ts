/** A guild with channels and roles to choose from. */
import { alphapyControl } from './control'
import { type Guild, newSnowflake, type Person } from './world'

/** Ids of what the guild has, by name. */
export interface NamedGuild extends Guild {
  channels: Record<'lounge' | 'general' | 'food' | 'news' | 'tickets', string>
  roles: Record<'crew' | 'guest', string>
}

/** A new guild with a few channels in a category, another category, and roles. */
export async function newNamedGuild(name: string, admins: Person[]): Promise<NamedGuild> {
  const id = newSnowflake()
  const [lounge, general, food, news, tickets] = [1, 2, 3, 4, 5].map(newSnowflake) as [
    string,
    string,
    string,
    string,
    string,
  ]
  const [crew, guest] = [newSnowflake(), newSnowflake()]
  await alphapyControl.post('/guilds', {
    id,
    name,
    memberCount: 1 + admins.length,
    ownerId: admins[0]?.discordId ?? newSnowflake(),
    channels: [
      { id: lounge, name: 'Lounge', type: 'category' },
      { id: general, name: 'general', type: 'text', parentId: lounge },
      { id: food, name: 'food-pics', type: 'text', parentId: lounge },
      { id: news, name: 'news', type: 'announcement' },
      { id: tickets, name: 'Tickets', type: 'category' },
      { id: newSnowflake(), name: 'Stage', type: 'voice', parentId: lounge },
    ],
    roles: [
      { id: crew, name: 'Crew', color: 0xed4245, position: 3 },
      { id: newSnowflake(), name: 'Booster', color: 0, position: 2, managed: true },
      { id: guest, name: 'Guest', color: 0, position: 1 },
    ],
    members: admins.map((person) => ({ id: person.discordId, name: person.name, administrator: true })),
  })
  return { id, name, channels: { lounge, general, food, news, tickets }, roles: { crew, guest } }
}
