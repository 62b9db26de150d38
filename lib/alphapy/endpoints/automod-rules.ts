/**
 * AutoMod rules. On servers as measured a creation or change is committed and then answered with a 500: an unknown outcome,
 * to be read back and never sent again. Nothing in a rule is validated by the backend.
 */
import * as z from 'zod'
import type { AlphapyClient } from '../transport/client'
import { type JsonValue, rawNumber, stringifyJson } from '../transport/lossless-json'
import type { Judgement } from '../transport/verify-write'
import { wireDone, wireId, wireStructure, wireValue } from './fields'
import { type GuildCall, type GuildRead, readBy, writeBy } from './guild-call'

const configSchema = wireStructure(z.record(z.string(), wireValue))

const ruleSchema = z.object({
  id: z.number().int(),
  rule_type: z.string(),
  name: z.string(),
  enabled: z.boolean(),
  config: configSchema,
  action_type: z.string(),
  action_config: configSchema,
  severity: z.number().int(),
  created_by: wireId.nullish(),
  created_at: z.string().nullish(),
  updated_at: z.string().nullish(),
  is_premium: z.boolean().nullish(),
})

/** One rule. Ids inside its configurations are text. */
export type AutomodRule = z.infer<typeof ruleSchema>

/** What can be set of a rule. */
export type AutomodRuleInput = Pick<
  AutomodRule,
  'rule_type' | 'name' | 'enabled' | 'config' | 'action_type' | 'action_config' | 'severity'
>

/** What can be changed of a rule; what is left out stays. */
export type AutomodRuleChanges = Partial<Omit<AutomodRuleInput, 'rule_type' | 'action_type'>>

/** The rules of a guild, the most severe first. */
export function getAutomodRules(client: AlphapyClient, call: GuildRead) {
  return client.read({
    ...readBy(call, 'automod'),
    path: `/api/dashboard/${call.guildId}/automod/rules`,
    route: '/api/dashboard/:guildId/automod/rules',
    schema: z.array(ruleSchema),
    access: 'guild',
  })
}

/** Creates a rule. Servers as measured store severity 1 whatever is sent; a change of the rule sets it. */
export function createAutomodRule(client: AlphapyClient, call: GuildCall & { rule: AutomodRuleInput }) {
  return client.write({
    ...writeBy(call, 'automod'),
    method: 'POST',
    path: `/api/dashboard/${call.guildId}/automod/rules`,
    route: '/api/dashboard/:guildId/automod/rules',
    schema: z.object({ id: z.number().int() }),
    access: 'guild',
    body: { ...call.rule, action_config: withRawIds(call.rule.action_config) },
  })
}

/** Changes a rule. Several statements without a transaction: it may be done in part. */
export function changeAutomodRule(
  client: AlphapyClient,
  call: GuildCall & { ruleId: number; changes: AutomodRuleChanges },
) {
  const { action_config, ...others } = call.changes
  return client.write({
    ...writeBy(call, 'automod'),
    method: 'PUT',
    path: `/api/dashboard/${call.guildId}/automod/rules/${call.ruleId}`,
    route: '/api/dashboard/:guildId/automod/rules/:ruleId',
    schema: z.object({ id: z.number().int() }),
    access: 'guild',
    body: action_config ? { ...others, action_config: withRawIds(action_config) } : others,
  })
}

/** Removes a rule. Servers as measured fail, and keep it, once it has caught anything: disable it instead. */
export function removeAutomodRule(client: AlphapyClient, call: GuildCall & { ruleId: number }) {
  return client.write({
    ...writeBy(call, 'automod'),
    method: 'DELETE',
    path: `/api/dashboard/${call.guildId}/automod/rules/${call.ruleId}`,
    route: '/api/dashboard/:guildId/automod/rules/:ruleId',
    schema: wireDone,
    access: 'guild',
  })
}

/** Drops the bot's copy of the rules, which it would else keep for up to five minutes. Needs the service pair. */
export function invalidateAutomodCache(client: AlphapyClient, call: GuildCall) {
  return client.write({
    ...writeBy(call, 'automod'),
    method: 'POST',
    path: `/api/dashboard/${call.guildId}/automod/invalidate-cache`,
    route: '/api/dashboard/:guildId/automod/invalidate-cache',
    schema: wireDone,
    access: 'service',
  })
}

/** Judges a creation by the lists before and after: a rule that was not there and is as wanted. */
export function judgeAutomodCreation(wanted: AutomodRuleInput, before: readonly AutomodRule[]) {
  const known = new Set(before.map(({ id }) => id))
  return (now: readonly AutomodRule[]): Judgement => {
    const { severity, ...others } = wanted
    const added = now.find((rule) => !known.has(rule.id) && holds(rule, others))
    if (!added) return 'not-applied'
    return added.severity === severity ? 'applied' : 'in-part'
  }
}

/** Judges a change by the rule before and the list after. */
export function judgeAutomodChange(before: AutomodRule, changes: AutomodRuleChanges) {
  return (now: readonly AutomodRule[]): Judgement => {
    const rule = now.find(({ id }) => id === before.id)
    if (!rule) return 'not-applied'
    if (holds(rule, changes)) return 'applied'
    const keys = Object.keys(changes) as (keyof AutomodRuleChanges)[]
    return keys.every((key) => same(rule[key], before[key])) ? 'not-applied' : 'in-part'
  }
}

function holds(rule: AutomodRule, wanted: Partial<AutomodRuleInput>): boolean {
  const keys = Object.keys(wanted) as (keyof AutomodRuleInput)[]
  return keys.every((key) => wanted[key] === undefined || same(rule[key], wanted[key]))
}

function same(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  return canonical(a) === canonical(b)
}

/** JSON text in which the order of names does not count. */
function canonical(value: JsonValue | undefined): string {
  if (value === null || typeof value !== 'object') return stringifyJson(value ?? null)
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`
  const entries = Object.entries(value).map(([name, held]) => `${stringifyJson(name)}:${canonical(held)}`)
  return `{${entries.sort().join()}}`
}

/** The bot finds a role only by a bare integer, which a JavaScript number cannot carry. */
function withRawIds(config: Record<string, JsonValue>): Record<string, unknown> {
  const { mute_role_id: role } = config
  return typeof role === 'string' && /^\d{1,20}$/.test(role) ? { ...config, mute_role_id: rawNumber(role) } : config
}
