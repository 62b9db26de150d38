/** Custom commands of a guild, with the service pair. A command has no other id in an address than its name. */
import * as z from 'zod'
import type { AlphapyClient } from '../transport/client'
import type { Judgement } from '../transport/verify-write'
import { wireDone, wireId, wireMoment } from './fields'
import { type GuildCall, type GuildRead, readBy, writeBy } from './guild-call'

const commandSchema = z.object({
  id: z.number().int(),
  name: z.string(),
  trigger_type: z.string(),
  trigger_value: z.string(),
  response: z.string(),
  enabled: z.boolean(),
  case_sensitive: z.boolean(),
  delete_trigger: z.boolean(),
  reply_to_user: z.boolean(),
  uses: z.number(),
  created_by: wireId.nullish(),
  created_at: wireMoment.nullish(),
  updated_at: wireMoment.nullish(),
})

/** One command. */
export type CustomCommand = z.infer<typeof commandSchema>

/** What can be changed; a command keeps its name. */
export type CustomCommandChanges = Partial<
  Pick<
    CustomCommand,
    'trigger_value' | 'response' | 'enabled' | 'case_sensitive' | 'delete_trigger' | 'reply_to_user'
  > & { trigger_type: TriggerType }
>

/** How a message sets a command off. Regular expressions are Python's. */
export type TriggerType = 'exact' | 'starts_with' | 'contains' | 'regex'

/** What a new command is made of; it is always created enabled, its name trimmed and in lower case. */
export type NewCustomCommand = Pick<CustomCommand, 'name' | 'trigger_value' | 'response'> & {
  trigger_type: TriggerType
  case_sensitive?: boolean
  delete_trigger?: boolean
  reply_to_user?: boolean
}

const listSchema = z.object({ commands: z.array(commandSchema) }).transform(({ commands }) => commands)
const savedSchema = z.object({ command: commandSchema }).transform(({ command }) => command)

/** All commands of a guild, by name. */
export function getCustomCommands(client: AlphapyClient, call: GuildRead) {
  return client.read({
    ...readBy(call, 'custom-commands'),
    path: `/api/dashboard/${call.guildId}/custom-commands`,
    route: '/api/dashboard/:guildId/custom-commands',
    schema: listSchema,
    access: 'service',
  })
}

/** Creates a command. A name with a slash could never be changed or removed again: do not offer one. */
export function createCustomCommand(client: AlphapyClient, call: GuildCall & { command: NewCustomCommand }) {
  return client.write({
    ...writeBy(call, 'custom-commands'),
    method: 'POST',
    path: `/api/dashboard/${call.guildId}/custom-commands`,
    route: '/api/dashboard/:guildId/custom-commands',
    schema: savedSchema,
    access: 'service',
    body: call.command,
  })
}

/** Changes a command. */
export function changeCustomCommand(
  client: AlphapyClient,
  call: GuildCall & { name: string; changes: CustomCommandChanges },
) {
  return client.write({
    ...writeBy(call, 'custom-commands'),
    method: 'PUT',
    path: `/api/dashboard/${call.guildId}/custom-commands/${encodeURIComponent(call.name)}`,
    route: '/api/dashboard/:guildId/custom-commands/:commandName',
    schema: savedSchema,
    access: 'service',
    body: call.changes,
  })
}

/** Removes a command. */
export function removeCustomCommand(client: AlphapyClient, call: GuildCall & { name: string }) {
  return client.write({
    ...writeBy(call, 'custom-commands'),
    method: 'DELETE',
    path: `/api/dashboard/${call.guildId}/custom-commands/${encodeURIComponent(call.name)}`,
    route: '/api/dashboard/:guildId/custom-commands/:commandName',
    schema: wireDone,
    access: 'service',
  })
}

/** Judges a creation or a change by the list: the command of this name holds what was wanted. */
export function judgeCustomCommand(name: string, wanted: CustomCommandChanges) {
  const lowerName = name.trim().toLowerCase()
  return (now: readonly CustomCommand[]): Judgement => {
    const command = now.find((other) => other.name === lowerName)
    if (!command) return 'not-applied'
    const keys = Object.keys(wanted) as (keyof CustomCommandChanges)[]
    const clean = (value: unknown) => (typeof value === 'string' ? value.trim() : value)
    return keys.every((key) => wanted[key] === undefined || command[key] === clean(wanted[key]))
      ? 'applied'
      : 'not-applied'
  }
}
