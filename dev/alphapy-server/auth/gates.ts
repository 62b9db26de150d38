/** Who may do what, in each generation. */
import type { IncomingHttpHeaders } from 'node:http'
import { reached } from '../generation'
import { type FieldError, missing } from '../wire/fields'
import { parseInteger } from '../wire/python'
import { HttpError } from '../wire/reply'
import type { World } from '../world'
import { askAuthServer, type Claims } from './token'

/** How a route is guarded. */
export type Access =
  /** Open to the world. */
  | 'public'
  /** The service key alone. */
  | 'service-key'
  /** A signed-in user; no guild check. */
  | 'user'
  /** A signed-in user with a linked Discord account. */
  | 'linked'
  /** An administrator of the guild. */
  | 'guild'
  /** As `guild`, but generations A and B forgot the guild check. */
  | 'guild-late'
  /** The service key with the Discord id of an administrator. */
  | 'service'

/** Who acts. `id` is what the server notes as the author: a user id, or a Discord id from service headers. */
export interface Actor {
  id: string
  sub: string | null
  discordId: bigint | null
}

/** Nobody: on routes that need no one. */
export const NOBODY: Actor = { id: '', sub: null, discordId: null }

const UNAUTHORIZED = 'Unauthorized'
const NO_CONTEXT = 'Missing authentication context'
const NOT_LINKED =
  'No Discord account linked to this Innersync user. Run /link in the Alphapy Discord server to connect your account.'
const NOT_LINKED_BEFORE =
  'No Discord account linked to your profile. Link Discord via Supabase Auth to access guild logs.'

function header(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name]
  return Array.isArray(value) ? value[0] : value
}

/** The gate of all `/api` routes but a few: a good token, or the service key when one is configured. */
export async function firstGate(world: World, headers: IncomingHttpHeaders): Promise<Claims | null> {
  const authorization = header(headers, 'authorization')
  const claims = authorization ? await askAuthServer(world.options.authUrl, authorization) : null
  if (claims) return claims
  if (world.apiKey !== null && header(headers, 'x-api-key') !== world.apiKey) throw new HttpError(401, UNAUTHORIZED)
  return null
}

/** Service-key routes: 503 without a configured key, else the key must match. */
export function serviceKeyGate(world: World, headers: IncomingHttpHeaders): void {
  if (world.apiKey === null) {
    throw new HttpError(503, 'Observability endpoint unavailable: API key is not configured')
  }
  if (header(headers, 'x-api-key') !== world.apiKey) throw new HttpError(401, UNAUTHORIZED)
}

/** The signed-in user: a token's owner, or in generation A whoever `X-User-Id` names. */
export function requireUser(world: World, claims: Claims | null, headers: IncomingHttpHeaders): Actor {
  if (claims) return { id: claims.sub, sub: claims.sub, discordId: null }
  const claimed = header(headers, 'x-user-id')
  if (world.generation === 'A' && claimed) return { id: claimed, sub: claimed, discordId: null }
  throw new HttpError(401, NO_CONTEXT)
}

/** Adds the linked Discord id, or refuses with 403 (503 while the database is away). */
export async function requireLink(world: World, actor: Actor): Promise<Actor> {
  requireDatabase(world)
  const discordId = actor.sub === null ? null : await world.identities.discordIdOf(actor.sub)
  if (discordId !== null) return { ...actor, discordId }
  world.identities.unlinkedRefusals += 1
  throw new HttpError(403, world.generation === 'A' ? NOT_LINKED_BEFORE : NOT_LINKED)
}

/** Refuses with 503 while the database is away. */
export function requireDatabase(world: World): void {
  if (!world.db.available) throw new HttpError(503, 'Database not available')
}

/** Complaints about the headers that a guarded route needs, before anybody is looked at. */
export function headerErrors(access: Access, headers: IncomingHttpHeaders): FieldError[] {
  const absent = access === 'service' && header(headers, 'x-discord-user-id') === undefined
  return absent ? [missing(['header', 'X-Discord-User-Id'])] : []
}

/** Whether the generation checks the guild while resolving dependencies, so before the rest is validated. */
export function checksGuildEarly(world: World, access: Access): boolean {
  return reached(world.generation, 'C') && (access === 'guild' || access === 'guild-late' || access === 'service')
}

/** Generation C: the acting administrator, by service headers or by token. */
export async function guildActor(
  world: World,
  access: Access,
  claims: Claims | null,
  headers: IncomingHttpHeaders,
  guildId: bigint,
): Promise<Actor> {
  const named = header(headers, 'x-discord-user-id')
  if (access === 'service' || named) {
    if (world.apiKey === null || header(headers, 'x-api-key') !== world.apiKey) throw new HttpError(401, UNAUTHORIZED)
    const discordId = parseInteger(named ?? '')
    if (discordId === null) throw new HttpError(400, 'Invalid Discord user id')
    requireAdmin(world, guildId, discordId)
    return { id: discordId.toString(), sub: null, discordId }
  }
  const actor = await requireLink(world, requireUser(world, claims, headers))
  requireAdmin(world, guildId, actor.discordId)
  return actor
}

/** Refuses with 403 unless the Discord id administers the guild, with 503 when the bot is away. */
export function requireAdmin(world: World, guildId: bigint, discordId: bigint | null): void {
  if (!world.bot.online) throw new HttpError(503, 'Bot not available for permission check.')
  if (discordId === null || !world.bot.isAdmin(guildId, discordId)) {
    throw new HttpError(403, 'You do not have admin access to this guild.')
  }
}
