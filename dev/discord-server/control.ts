import * as z from 'zod'
import { ControlProblem, type ControlRoute } from '../kit/control'
import type { World } from './world'

const snowflake = z.string().regex(/^\d{15,20}$/)
const membershipSchema = z.strictObject({
  id: snowflake,
  name: z.string(),
  icon: z.string().nullable().default(null),
  owner: z.boolean().default(false),
  permissions: z.string().regex(/^\d+$/).default('0'),
  memberCount: z.number().int().default(12),
})
const accountSchema = z.strictObject({
  id: snowflake,
  username: z.string().min(1),
  globalName: z.string().nullable().default(null),
  avatar: z.string().nullable().default(null),
  email: z.string().nullable().default(null),
  verified: z.boolean().default(true),
  guilds: z.array(membershipSchema).default([]),
})
const configSchema = z.strictObject({ limits: z.boolean() })

function read<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body)
  if (!parsed.success) throw new ControlProblem(z.prettifyError(parsed.error))
  return parsed.data
}

/** The control routes beyond the common ones. */
export function controlRoutes(world: World): Record<string, ControlRoute> {
  return {
    'GET /accounts': () => ({ accounts: [...world.accounts.values()] }),
    'POST /accounts': ({ body }) => {
      const account = read(accountSchema, body)
      world.accounts.set(account.id, account)
      return account
    },
    'DELETE /accounts': ({ query }) => ({ removed: world.accounts.delete(query.get('id') ?? '') }),
    'POST /guilds': ({ body }) => {
      const { accountId, guilds } = read(
        z.strictObject({ accountId: snowflake, guilds: z.array(membershipSchema) }),
        body,
      )
      const account = world.accounts.get(accountId)
      if (!account) throw new ControlProblem('No such account')
      account.guilds = guilds
      return account
    },
    'GET /grants': ({ query }) => ({
      grants: world.grants.filter(({ accountId }) => !query.has('accountId') || accountId === query.get('accountId')),
    }),
    'POST /revoke': ({ body }) => {
      const { accountId } = read(z.strictObject({ accountId: snowflake }), body)
      return { revoked: world.revoke((grant) => grant.accountId === accountId) }
    },
    'POST /config': ({ body }) => Object.assign(world.config, read(configSchema, body)),
  }
}
