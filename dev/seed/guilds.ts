/** The guilds of the demo: two that Ada administers, and one that none of the people administers. */
import { PEOPLE } from './people'

/** A channel as the control port takes it. */
export interface SeedChannel {
  id: string
  name: string
  type: 'text' | 'announcement' | 'category' | 'voice'
  parentId?: string
}

/** A role as the control port takes it. */
export interface SeedRole {
  id: string
  name: string
  color: number
  position: number
  managed?: boolean
}

/** A guild as the control port takes it; all ids are decimal strings. */
export interface SeedGuild {
  id: string
  name: string
  memberCount: number
  ownerId: string
  channels: SeedChannel[]
  roles: SeedRole[]
  members: Array<{ id: string; name: string; administrator: boolean }>
}

const member = (person: { name: string; discordId: string }, administrator = false) => ({
  id: person.discordId,
  name: person.name,
  administrator,
})

const harbour: SeedGuild = {
  id: '1187420336945627143',
  name: 'Harbour Café',
  memberCount: 1_240,
  ownerId: PEOPLE.ada.discordId,
  channels: [
    { id: '1187420337402810369', name: 'Welcome', type: 'category' },
    { id: '1187420337402810371', name: 'rules', type: 'text', parentId: '1187420337402810369' },
    { id: '1187420337402810373', name: 'announcements', type: 'announcement', parentId: '1187420337402810369' },
    { id: '1187420337402810375', name: 'introductions', type: 'text', parentId: '1187420337402810369' },
    { id: '1187420337402810377', name: 'Café floor', type: 'category' },
    { id: '1187420337402810379', name: 'general', type: 'text', parentId: '1187420337402810377' },
    { id: '1187420337402810381', name: 'food-pics', type: 'text', parentId: '1187420337402810377' },
    { id: '1187420337402810383', name: 'book-club', type: 'text', parentId: '1187420337402810377' },
    { id: '1187420337402810385', name: 'events', type: 'text', parentId: '1187420337402810377' },
    { id: '1187420337402810387', name: 'Live room', type: 'voice', parentId: '1187420337402810377' },
    { id: '1187420337402810389', name: 'Tickets', type: 'category' },
    { id: '1187420337402810391', name: 'Crew', type: 'category' },
    { id: '1187420337402810393', name: 'crew-room', type: 'text', parentId: '1187420337402810391' },
    { id: '1187420337402810395', name: 'bot-logs', type: 'text', parentId: '1187420337402810391' },
    { id: '1187420337402810397', name: 'automod-logs', type: 'text', parentId: '1187420337402810391' },
  ],
  roles: [
    { id: '1187420336945627143', name: '@everyone', color: 0, position: 0 },
    { id: '1187420338195537921', name: 'Guest', color: 0, position: 1 },
    { id: '1187420338195537923', name: 'Regular', color: 0x3ba55d, position: 2 },
    { id: '1187420338195537925', name: 'Verified', color: 0x5865f2, position: 3 },
    { id: '1187420338195537927', name: 'Book club', color: 0xeb459e, position: 4 },
    { id: '1187420338195537929', name: 'Foodfluencer', color: 0xfaa61a, position: 5 },
    { id: '1187420338195537931', name: 'Server Booster', color: 0xf47fff, position: 6, managed: true },
    { id: '1187420338195537933', name: 'Crew', color: 0xed4245, position: 8 },
    { id: '1187420338195537935', name: 'Captain', color: 0xfee75c, position: 9 },
  ],
  members: [member(PEOPLE.ada, true), member(PEOPLE.mira), member(PEOPLE.bram)],
}

const workshop: SeedGuild = {
  id: '1203958871120486529',
  name: 'Pixel Workshop',
  memberCount: 86,
  ownerId: PEOPLE.bram.discordId,
  channels: [
    { id: '1203958871753826433', name: 'Studio', type: 'category' },
    { id: '1203958871753826435', name: 'lobby', type: 'text', parentId: '1203958871753826433' },
    { id: '1203958871753826437', name: 'work-in-progress', type: 'text', parentId: '1203958871753826433' },
    { id: '1203958871753826439', name: 'feedback', type: 'text', parentId: '1203958871753826433' },
    { id: '1203958871753826441', name: 'news', type: 'announcement', parentId: '1203958871753826433' },
    { id: '1203958871753826443', name: 'mod-log', type: 'text' },
  ],
  roles: [
    { id: '1203958871120486529', name: '@everyone', color: 0, position: 0 },
    { id: '1203958872378769411', name: 'Pixel artist', color: 0x57f287, position: 1 },
    { id: '1203958872378769413', name: 'Mentor', color: 0x5865f2, position: 2 },
    { id: '1203958872378769415', name: 'Studio lead', color: 0xed4245, position: 3 },
  ],
  members: [member(PEOPLE.ada, true), member(PEOPLE.bram, true), member(PEOPLE.lena, true), member(PEOPLE.mira)],
}

const foreign: SeedGuild = {
  id: '1098237465019283741',
  name: 'Night Shift Radio',
  memberCount: 412,
  ownerId: '734912856603148291',
  channels: [{ id: '1098237465635847169', name: 'on-air', type: 'text' }],
  roles: [{ id: '1098237465019283741', name: '@everyone', color: 0, position: 0 }],
  members: [{ id: '734912856603148291', name: 'otis', administrator: true }, member(PEOPLE.bram)],
}

/** The guilds by short name; nothing of `foreign` may ever be shown to the people of the seed. */
export const GUILDS = { harbour, workshop, foreign } as const
