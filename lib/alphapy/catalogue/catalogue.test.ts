import { describe, expect, it } from 'vitest'
import { categories, groupsOf, isCategory, isWritable, outOfReachOn, scopes, settingOf, settingsOf } from './catalogue'
import type { SettingDefinition } from './definition'
import { registry } from './test-registry'
import { fieldText, typedValue } from './typed'
import { cautionOf, refusalOf } from './validate'

const all = scopes.flatMap((scope) => settingsOf(scope))
const nameOf = ({ scope, key }: SettingDefinition) => `${scope}.${key}`

/** Which types of the catalogue stand for which registered one. */
const registeredAs: Record<SettingDefinition['type'], string> = {
  boolean: 'bool',
  integer: 'int',
  float: 'float',
  channel: 'channel',
  role: 'role',
  text: 'str',
  choice: 'str',
  'id-list': 'str',
  'award-list': 'str',
}

describe('the catalogue', () => {
  it('holds exactly the seventy settings the bot registers, each once and of its type', () => {
    expect(registry.size).toBe(70)
    const found = all.map((definition) => [nameOf(definition), registeredAs[definition.type]])
    expect(found).toHaveLength(70)
    expect(new Map(found as [string, string][])).toEqual(new Map([...registry]))
  })

  it('names each of the seventy on one page', () => {
    const named = categories.flatMap((category) => [...settingsOf(category), ...outOfReachOn(category)])
    expect(named.map(nameOf).sort()).toEqual([...registry.keys()].sort())
  })

  it('has a page for every scope the settings route speaks of', () => {
    expect([...categories].sort()).toEqual(
      [
        ...['agents', 'automod', 'custom_commands', 'embedwatcher', 'engagement', 'fyi', 'gdpr', 'gpt', 'growth'],
        ...['invites', 'onboarding', 'reminders', 'system', 'ticketbot', 'verification'],
      ].sort(),
    )
    expect(scopes.filter((scope) => !isCategory(scope))).toEqual(['faq', 'rules'])
    expect(scopes.filter((scope) => !isWritable(scope))).toEqual(['fyi', 'faq', 'rules'])
  })

  it('has defaults that may be written themselves', () => {
    for (const definition of all) {
      expect([nameOf(definition), refusalOf({ ...definition, readOnly: undefined }, definition.default)]).toEqual([
        nameOf(definition),
        undefined,
      ])
      expect(typedValue(definition, fieldText(definition, definition.default))).toEqual(
        typeof definition.default === 'boolean' ? String(definition.default) : definition.default,
      )
      expect(cautionOf(definition, definition.default)).toBeUndefined()
    }
  })

  it('says a known limit wherever the bot does not do as it is told', () => {
    expect(all.filter(({ effect, note }) => effect !== 'works' && !note).map(nameOf)).toEqual([])
    expect(all.filter(({ effect }) => effect === 'no-guild-effect').map(nameOf)).toEqual([
      'ticketbot.idle_days_threshold',
      'ticketbot.auto_close_days_threshold',
      'gpt.model',
      'gpt.temperature',
    ])
    expect(
      all
        .filter(({ effect }) => effect === 'misread')
        .map(nameOf)
        .sort(),
    ).toEqual([
      'automod.warn_message',
      'engagement.og_claim_text',
      'invites.no_inviter_template',
      'invites.with_inviter_template',
      'onboarding.enabled',
      'onboarding.mode',
      'system.log_level',
      'verification.ai_prompt_context',
      'verification.vision_model',
    ])
  })

  it('keeps what the bot manages by itself, and what no route writes, for reading only', () => {
    const readOnly = (reason: string) => all.filter((definition) => definition.readOnly === reason).map(nameOf)
    expect(readOnly('managed')).toEqual([
      'verification.reference_image_channel_id',
      'verification.reference_image_message_id',
    ])
    expect(readOnly('notWritable')).toEqual(['fyi.enabled', 'faq.enabled', 'rules.enabled'])
  })

  it('takes words and lists exactly as long as they may be, and no longer', () => {
    const lengths = all.flatMap((definition): [string, SettingDefinition, (length: number) => string, number][] => {
      const ids = (length: number) => Array.from({ length }, (_, index) => `${10n ** 17n + BigInt(index)}`).join(',')
      const award = (index: number) => ({ key: `${index}`, label: 'a', filter: 'food' })
      const awards = (length: number) => JSON.stringify(Array.from({ length }, (_, index) => award(index)))
      const { type } = definition
      if (definition.readOnly) return []
      if (type === 'text')
        return [[nameOf(definition), definition, (length) => 'x'.repeat(length), definition.maxLength]]
      if (type === 'id-list') return [[nameOf(definition), definition, ids, definition.maxItems]]
      return type === 'award-list' ? [[nameOf(definition), definition, awards, definition.maxItems]] : []
    })
    expect(lengths.length).toBeGreaterThan(5)
    for (const [name, definition, of, most] of lengths) {
      const kind = (length: number) => [name, refusalOf(definition, typedValue(definition, of(length)))?.key]
      expect(kind(most)).toEqual([name, undefined])
      expect(kind(most + 1)).toEqual([name, definition.type === 'text' ? 'tooLong' : 'tooMany'])
    }
  })

  it('says which award lacks something, and takes no list longer than its place', () => {
    const awards = settingOf('engagement', 'weekly_award_configs') as SettingDefinition
    const of = (...list: object[]) => refusalOf(awards, typedValue(awards, JSON.stringify(list)))
    const good = { key: 'a', label: 'b', filter: 'food' }
    expect(of(good, { ...good, label: ' ' })).toMatchObject({ key: 'awardIncomplete', values: { number: 2 } })
    expect(of({ ...good, label: 'x'.repeat(4_000) })).toEqual({ key: 'tooLong', values: { max: 4_000 } })
  })

  it('loses no setting in its groups, and keeps their order', () => {
    for (const scope of scopes) {
      expect(groupsOf(scope).flatMap(({ settings }) => settings)).toEqual(settingsOf(scope))
    }
  })

  it('finds a setting by its full name, and nothing by a name of its own machinery', () => {
    expect(settingOf('reminders', 'enabled')).toMatchObject({ scope: 'reminders', key: 'enabled', type: 'boolean' })
    expect(settingOf('reminders', 'surprise')).toBeUndefined()
    expect(settingOf('constructor', 'name')).toBeUndefined()
    expect(settingOf('__proto__', 'toString')).toBeUndefined()
  })
})
