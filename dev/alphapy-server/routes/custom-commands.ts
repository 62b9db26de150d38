/** Custom commands of a guild. */
import type { Bindable } from '../db/database'
import { type Call, type Route, route, textParameter } from '../route'
import { bool, literal, nullable, text } from '../wire/fields'
import type { Json } from '../wire/json-write'
import { HttpError, jsonReply, orFail } from '../wire/reply'
import { isoBrussels } from '../wire/time'
import { regexProblem } from './python-regex'

const PATTERN = '/api/dashboard/{guild_id}/custom-commands'
const MAX_COMMANDS = 50n
const MAX_NAME = 50
const MAX_TRIGGER = 200
const MAX_RESPONSE = 1_900
const triggerType = literal('exact', 'starts_with', 'contains', 'regex')

interface CommandRow {
  id: number
  guild_id: bigint
  name: string
  trigger_type: string
  trigger_value: string
  response: string
  enabled: boolean
  case_sensitive: boolean
  delete_trigger: boolean
  reply_to_user: boolean
  uses: number
  created_by: bigint | null
  created_at: string | null
  updated_at: string | null
}

/** List, create, change, delete; all need the service key and an administrator's Discord id. */
export const customCommandRoutes: readonly Route[] = [
  route({
    method: 'GET',
    pattern: PATTERN,
    since: 'C',
    access: 'service',
    handle: ({ world, guildId }) =>
      orFail('Failed to fetch custom commands', async () => {
        const rows = await world.db.rows<CommandRow>(
          'select * from custom_commands where guild_id = $1 order by name',
          [guildId],
        )
        return { commands: rows.map(commandJson) }
      }),
  }),
  route({
    method: 'POST',
    pattern: PATTERN,
    since: 'C',
    access: 'service',
    body: [
      { name: 'name', check: text },
      { name: 'trigger_type', check: triggerType },
      { name: 'trigger_value', check: text },
      { name: 'response', check: text },
      { name: 'case_sensitive', check: bool, fallback: false },
      { name: 'delete_trigger', check: bool, fallback: false },
      { name: 'reply_to_user', check: bool, fallback: true },
    ],
    handle: (call) =>
      orFail('Failed to create custom command', async () => jsonReply(201, { command: await createCommand(call) })),
  }),
  route(
    {
      method: 'PUT',
      pattern: `${PATTERN}/{command_name}`,
      since: 'C',
      access: 'service',
      body: [
        { name: 'trigger_type', check: nullable(triggerType), fallback: null },
        { name: 'trigger_value', check: nullable(text), fallback: null },
        { name: 'response', check: nullable(text), fallback: null },
        { name: 'case_sensitive', check: nullable(bool), fallback: null },
        { name: 'delete_trigger', check: nullable(bool), fallback: null },
        { name: 'reply_to_user', check: nullable(bool), fallback: null },
        { name: 'enabled', check: nullable(bool), fallback: null },
      ],
      handle: (call) => orFail('Failed to update custom command', () => updateCommand(call)),
    },
    [textParameter('command_name')],
  ),
  route(
    {
      method: 'DELETE',
      pattern: `${PATTERN}/{command_name}`,
      since: 'C',
      access: 'service',
      handle: ({ world, guildId, args }) =>
        orFail('Failed to delete custom command', async () => {
          const removed = await world.db.run('delete from custom_commands where guild_id = $1 and name = $2', [
            guildId,
            args.text('command_name').toLowerCase(),
          ])
          if (removed === 0) throw new HttpError(404, 'Command not found')
          return { success: true }
        }),
    },
    [textParameter('command_name')],
  ),
]

function commandJson(row: CommandRow): Json {
  return {
    id: row.id,
    guild_id: row.guild_id.toString(),
    name: row.name,
    trigger_type: row.trigger_type,
    trigger_value: row.trigger_value,
    response: row.response,
    enabled: row.enabled,
    case_sensitive: row.case_sensitive,
    delete_trigger: row.delete_trigger,
    reply_to_user: row.reply_to_user,
    uses: row.uses,
    created_by: row.created_by?.toString() ?? null,
    created_at: row.created_at === null ? null : isoBrussels(row.created_at),
    updated_at: row.updated_at === null ? null : isoBrussels(row.updated_at),
  }
}

async function createCommand({ world, guildId, body, actor }: Call): Promise<Json> {
  const name = body.text('name').trim().toLowerCase()
  const trigger = body.text('trigger_value').trim()
  const response = body.text('response').trim()
  if (!name || !trigger || !response) {
    throw new HttpError(400, 'name, trigger_type, trigger_value, and response are required')
  }
  if (name.length > MAX_NAME || trigger.length > MAX_TRIGGER || response.length > MAX_RESPONSE) {
    throw new HttpError(400, 'name max 50 chars, trigger_value max 200 chars, response max 1900 chars')
  }
  checkRegex(body.text('trigger_type'), trigger)
  const [count] = await world.db.rows<{ count: bigint; same: bigint }>(
    'select count(*), count(*) filter (where name = $2) as same from custom_commands where guild_id = $1',
    [guildId, name],
  )
  if ((count?.count ?? 0n) >= MAX_COMMANDS) throw new HttpError(400, 'Maximum of 50 custom commands per guild')
  if ((count?.same ?? 0n) > 0n) throw new HttpError(400, `A command named '${name}' already exists`)
  const [row] = await world.db.rows<CommandRow>(
    `insert into custom_commands (guild_id, name, trigger_type, trigger_value, response, case_sensitive, delete_trigger,
       reply_to_user, created_by, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10) returning *`,
    [
      guildId,
      name,
      body.text('trigger_type'),
      trigger,
      response,
      body.bool('case_sensitive'),
      body.bool('delete_trigger'),
      body.bool('reply_to_user'),
      actor.discordId,
      world.now(),
    ],
  )
  return row ? commandJson(row) : null
}

async function updateCommand({ world, guildId, args, body }: Call): Promise<Json> {
  const [row] = await world.db.rows<CommandRow>('select * from custom_commands where guild_id = $1 and name = $2', [
    guildId,
    args.text('command_name').toLowerCase(),
  ])
  if (!row) throw new HttpError(404, 'Command not found')
  const changes = new Map<string, Bindable>()
  for (const field of ['trigger_type', 'trigger_value', 'response']) {
    const value = body.optionalText(field)
    if (value !== null) changes.set(field, field === 'trigger_type' ? value : value.trim())
  }
  for (const field of ['case_sensitive', 'delete_trigger', 'reply_to_user', 'enabled']) {
    const value = body.get(field)
    if (typeof value === 'boolean') changes.set(field, value)
  }
  if (changes.size === 0) throw new HttpError(400, 'No fields to update')
  const trigger = String(changes.get('trigger_value') ?? row.trigger_value)
  if (trigger.length > MAX_TRIGGER) throw new HttpError(400, 'trigger_value max 200 chars')
  if (String(changes.get('response') ?? '').length > MAX_RESPONSE) throw new HttpError(400, 'response max 1900 chars')
  checkRegex(String(changes.get('trigger_type') ?? row.trigger_type), trigger)
  changes.set('updated_at', world.now())
  const columns = [...changes.keys()].map((column, index) => `${column} = $${index + 2}`)
  const [updated] = await world.db.rows<CommandRow>(
    `update custom_commands set ${columns.join(', ')} where id = $1 returning *`,
    [row.id, ...changes.values()],
  )
  return { command: updated ? commandJson(updated) : null }
}

function checkRegex(type: string, trigger: string): void {
  const problem = type === 'regex' ? regexProblem(trigger) : null
  if (problem !== null) throw new HttpError(400, `Invalid regex: ${problem}`)
}
