import * as z from 'zod'
import { ControlProblem, type ControlRoute } from '../kit/control'
import { loopbackUrl } from '../kit/http'
import { patchConfig } from './config'
import type { Core } from './core'
import { messageView } from './inbox'
import { listMessages } from './messages'
import type { User } from './model'
import { startSession } from './sessions'
import { normalPhone } from './store'
import { createUser, isBanned, setBanned } from './users'
import { sessionView, userView } from './views'

const newUserSchema = z.strictObject({
  id: z.uuid().optional(),
  email: z.email().optional(),
  phone: z.string().optional(),
  password: z.string().optional(),
  confirmed: z.boolean().optional(),
  discord: z.strictObject({ id: z.string().regex(/^\d{15,20}$/), username: z.string() }).optional(),
  userMetadata: z.record(z.string(), z.unknown()).optional(),
  banned: z.boolean().optional(),
})

const forgeSchema = z.strictObject({
  claims: z.record(z.string(), z.unknown()),
  key: z.enum(['current', 'foreign', 'none']),
  header: z.record(z.string(), z.unknown()).optional(),
})

function read<T>(parse: () => T): T {
  try {
    return parse()
  } catch (error) {
    throw error instanceof z.ZodError ? new ControlProblem(z.prettifyError(error)) : error
  }
}

/** The control routes beyond the common ones. */
export function controlRoutes(core: Core): Record<string, ControlRoute> {
  return {
    'POST /users': ({ body }) => {
      const input = read(() => newUserSchema.parse(body))
      if (!input.email && !input.phone && !input.discord) throw new ControlProblem('email, phone or discord is needed')
      requireFree(core, input)
      return userView(createUser(core, input))
    },
    'POST /users/ban': ({ body }) => {
      const { id, banned } = read(() => z.strictObject({ id: z.uuid(), banned: z.boolean() }).parse(body))
      const user = requireNamed(core, { userId: id })
      setBanned(core, user, banned)
      return userView(user)
    },
    'DELETE /users': ({ query }) => ({ removed: core.store.removeUser(query.get('id') ?? '') }),
    'POST /sessions': ({ body }) => {
      const user = requireNamed(core, body)
      if (isBanned(core, user)) throw new ControlProblem('This user is banned')
      return startSession(core, user, 'password', { userAgent: 'control', ip: '127.0.0.1' })
    },
    'GET /sessions': ({ query }) => {
      const userId = query.get('userId')
      const sessions = userId ? core.store.sessionsOf(userId) : [...core.store.sessions.values()]
      return { sessions: sessions.map(sessionView) }
    },
    'DELETE /sessions': ({ query }) => {
      core.store.endSession(query.get('id') ?? '')
      return {}
    },
    'GET /messages': ({ query }) => ({
      messages: listMessages(core, query.get('to') ?? undefined).map(messageView),
    }),
    'GET /secrets': () => ({ secrets: core.store.secrets() }),
    'POST /messages/expire': ({ body }) => {
      const user = requireNamed(core, body)
      user.codes = user.codes.map((code) => ({ ...code, sentAt: core.now() - code.ttlMs - 1 }))
      return { expired: user.codes.length }
    },
    'POST /config': ({ body }) => {
      const next = read(() => patchConfig(core.config, body))
      loopbackUrl(next.siteUrl)
      loopbackUrl(next.discordUrl)
      core.config = next
      return core.config
    },
    'GET /config': () => core.config,
    'POST /keys/rotate': async () => ({ kid: await core.keys.rotate() }),
    'POST /keys/revoke-old': () => ({ revoked: core.keys.revokeFormer() }),
    'POST /forge': async ({ body }) => {
      const { claims, key, header } = read(() => forgeSchema.parse(body))
      return { token: await core.keys.forge(claims, key, header) }
    },
  }
}

function requireFree(core: Core, input: z.infer<typeof newUserSchema>): void {
  const taken =
    (input.id && core.store.users.has(input.id)) ||
    (input.email && core.store.userByEmail(input.email)) ||
    (input.phone && core.store.userByPhone(normalPhone(input.phone))) ||
    (input.discord && core.store.userByIdentity('discord', input.discord.id))
  if (taken) throw new ControlProblem('There is already a user with this id, e-mail, phone or Discord account')
}

function requireNamed(core: Core, body: Record<string, unknown>): User {
  const { email, userId } = body
  const user =
    typeof userId === 'string'
      ? core.store.users.get(userId)
      : typeof email === 'string'
        ? core.store.userByEmail(email)
        : undefined
  if (!user) throw new ControlProblem('No such user: give email or userId')
  return user
}
