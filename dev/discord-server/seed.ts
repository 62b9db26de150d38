import { GUILDS } from '../seed/guilds'
import { PEOPLE } from '../seed/people'
import type { Account, Membership, World } from './world'

const ADMINISTRATOR = 1n << 3n
// What @everyone has by default: view, send, react, read history, connect, speak and the like.
const EVERYONE = 1071698660929n

/** A guild of Ada's in which the bot is not. */
const WITHOUT_BOT: Membership = {
  id: '1099511627776543217',
  name: 'Reading Room',
  icon: null,
  owner: true,
  permissions: (EVERYONE | ADMINISTRATOR).toString(),
  memberCount: 9,
}

/** Discord accounts that nobody of the demo has used to sign in yet. */
const STRANGERS = [
  { id: '918273645546372819', username: 'tess', email: 'tess@example.test', verified: true },
  { id: '1002003004005006007', username: 'sam', email: 'sam@example.test', verified: false },
] as const

/** The Discord accounts of the demo's people with the guilds they are in, and two strangers. */
export function seedAccounts(world: World): void {
  for (const person of Object.values(PEOPLE)) {
    if (person.discordId === null) continue
    const extra = person === PEOPLE.ada ? [WITHOUT_BOT] : []
    add(world, {
      id: person.discordId,
      username: person.name,
      email: person.email,
      verified: true,
      guilds: [...membershipsOf(person.discordId), ...extra],
    })
  }
  for (const stranger of STRANGERS) add(world, { ...stranger, guilds: membershipsOf(stranger.id) })
}

function add(world: World, account: Pick<Account, 'id' | 'username' | 'email' | 'verified' | 'guilds'>): void {
  const globalName = account.username.charAt(0).toUpperCase() + account.username.slice(1)
  world.accounts.set(account.id, { ...account, globalName, avatar: null })
}

function membershipsOf(discordId: string): Membership[] {
  return Object.values(GUILDS).flatMap((guild) => {
    const member = guild.members.find((one) => one.id === discordId)
    const owner = guild.ownerId === discordId
    if (!member && !owner) return []
    const permissions = owner || member?.administrator ? EVERYONE | ADMINISTRATOR : EVERYONE
    const { id, name, memberCount } = guild
    return [{ id, name, memberCount, icon: null, owner, permissions: permissions.toString() }]
  })
}
