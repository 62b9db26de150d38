/** The settings catalogue: every setting the bot registers, by category, in the order people meet them. */
import type { SettingDefinition } from './definition'
import { embedwatcher, reminders, system } from './settings/core'
import { engagement } from './settings/engagement'
import { agents, customCommands, fyi, gpt, growth } from './settings/extras'
import { gdpr, invites, onboarding, rules, verification } from './settings/newcomers'
import { automod, faq, ticketbot } from './settings/support'

const definitions = {
  system,
  onboarding,
  verification,
  invites,
  gdpr,
  reminders,
  embedwatcher,
  ticketbot,
  automod,
  engagement,
  growth,
  custom_commands: customCommands,
  gpt,
  agents,
  fyi,
  // The settings route leaves these two out; their values are seen elsewhere, among the overrides a guild has.
  faq,
  rules,
}

/** A group of settings that the bot stores and replaces as one. */
export type Scope = keyof typeof definitions

/** Every scope, in order. */
export const scopes = Object.keys(definitions) as Scope[]

/** Categories with a page, in order: the scopes the settings route speaks of. */
export const categories = [
  'system',
  'onboarding',
  'verification',
  'invites',
  'gdpr',
  'reminders',
  'embedwatcher',
  'ticketbot',
  'automod',
  'engagement',
  'growth',
  'custom_commands',
  'gpt',
  'agents',
  'fyi',
] as const satisfies Scope[]

/** A category with a page. */
export type Category = (typeof categories)[number]

/** True for the name of a category with a page. */
export function isCategory(name: string): name is Category {
  return (categories as readonly string[]).includes(name)
}

/** The settings of a scope, in order. */
export function settingsOf(scope: Scope): readonly SettingDefinition[] {
  return definitions[scope]
}

/** The settings of a scope by the group they stand in, in order. */
export function groupsOf(scope: Scope): { group: string; settings: SettingDefinition[] }[] {
  const groups = new Map<string, SettingDefinition[]>()
  for (const definition of settingsOf(scope)) {
    groups.set(definition.group, [...(groups.get(definition.group) ?? []), definition])
  }
  return [...groups].map(([group, settings]) => ({ group, settings }))
}

/** A setting by its full name; `undefined` for one the bot does not register. */
export function settingOf(scope: string, key: string): SettingDefinition | undefined {
  return Object.hasOwn(definitions, scope)
    ? settingsOf(scope as Scope).find((definition) => definition.key === key)
    : undefined
}

/** True when a save of this category can be sent: some setting of it may be written. */
export function isWritable(scope: Scope): boolean {
  return settingsOf(scope).some(({ readOnly }) => readOnly !== 'notWritable')
}

const toldNowhere: Partial<Record<Category, Scope>> = { onboarding: 'rules', custom_commands: 'faq' }

/** Settings that the backend leaves out of what it tells and takes, by the category whose page names them. */
export function outOfReachOn(category: Category): readonly SettingDefinition[] {
  const scope = toldNowhere[category]
  return scope ? settingsOf(scope) : []
}
