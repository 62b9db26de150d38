import { describe, expect, it } from 'vitest'
import { type JsonValue, parseJson } from '../transport/lossless-json'
import { settingOf } from './catalogue'
import { decodeSetting, encodeSetting, unquote } from './decode'
import type { SettingDefinition } from './definition'
import { fieldText, typedValue } from './typed'
import { cautionOf, refusalOf } from './validate'

function setting(name: string): SettingDefinition {
  const [scope = '', key = ''] = name.split('.')
  const definition = settingOf(scope, key)
  if (!definition) throw new Error(`no setting ${name}`)
  return definition
}

const id = '1123456789012345679'
const other = '1439387968321228801'
const food = 'engagement.weekly_food_channel_ids'
const awards = 'engagement.weekly_award_configs'
const oneAward = [{ key: 'a', label: 'Best', filter: 'food' }]

describe('a stored value', () => {
  it.each<[name: string, wire: JsonValue, meant: unknown]>([
    ['system.log_level', '"critical"', 'critical'],
    ['system.log_level', 'critical', 'critical'],
    ['system.log_level', '"chatty"', 'chatty'],
    ['onboarding.mode', 'null', undefined],
    ['onboarding.mode', null, undefined],
    ['onboarding.completion_role_id', 'null', undefined],
    ['onboarding.completion_role_id', id, id],
    ['onboarding.completion_role_id', `"${id}"`, id],
    ['onboarding.completion_role_id', parseJson(id), id],
    ['reminders.default_channel_id', '0', undefined],
    ['reminders.default_channel_id', 0, undefined],
    ['reminders.default_channel_id', '""', undefined],
    ['reminders.default_channel_id', 'general', { unreadable: 'general' }],
    ['reminders.default_channel_id', -5, { unreadable: -5 }],
    ['verification.max_payment_age_days', '20', 20],
    ['verification.max_payment_age_days', '7.5', { unreadable: '7.5' }],
    ['verification.max_payment_age_days', 7.5, { unreadable: 7.5 }],
    ['verification.max_payment_age_days', '900', 900],
    ['verification.max_payment_age_days', '9007199254740993', { unreadable: '9007199254740993' }],
    ['engagement.streaks_nicknames', 'true', true],
    ['engagement.streaks_nicknames', '"false"', false],
    ['engagement.streaks_nicknames', 'perhaps', { unreadable: 'perhaps' }],
    ['gpt.temperature', '0.5', 0.5],
    ['gpt.temperature', 1, 1],
    ['gpt.temperature', 'warm', { unreadable: 'warm' }],
    ['gpt.temperature', 'Infinity', { unreadable: 'Infinity' }],
    ['invites.no_inviter_template', '"say \\"hi\\"\\nagain"', 'say "hi"\nagain'],
    ['invites.no_inviter_template', 'say "hi"', 'say "hi"'],
    ['invites.no_inviter_template', '"a" and "b"', '"a" and "b"'],
    ['invites.no_inviter_template', '"12"', '12'],
    ['invites.no_inviter_template', 12, '12'],
    ['invites.no_inviter_template', ['a'], { unreadable: ['a'] }],
    ['verification.reference_image_message_id', id, id],
    [food, `"${id},${other}"`, `${id},${other}`],
    [food, `",${id},${other},"`, `${id},${other}`],
    [food, `${id}, ${other} , ${id}`, `${id},${other}`],
    [food, `["${id}", ${other}]`, `${id},${other}`],
    [food, parseJson(`["${id}", ${other}]`), `${id},${other}`],
    [food, '"kitchen"', 'kitchen'],
    [food, [{ toString: '' }], { unreadable: [{ toString: '' }] }],
    [food, [[id]], { unreadable: [[id]] }],
    ['reminders.enabled', '1', true],
    ['reminders.enabled', 1, true],
    ['reminders.enabled', '"0"', false],
    ['reminders.enabled', 0, false],
    ['reminders.enabled', '2', { unreadable: '2' }],
    [food, '","', undefined],
    [awards, '[{"key": "a", "label": "Best", "filter": "food"}]', '[{"key":"a","label":"Best","filter":"food"}]'],
    [awards, JSON.stringify(JSON.stringify(oneAward)), '[{"key":"a","label":"Best","filter":"food"}]'],
    [awards, oneAward, '[{"key":"a","label":"Best","filter":"food"}]'],
    [
      awards,
      [{ filter: 'food', label: 'Best', key: 'a', subtitle: null }],
      '[{"key":"a","label":"Best","filter":"food"}]',
    ],
    [awards, '[]', undefined],
    [awards, '"not a list"', 'not a list'],
    [awards, [1], { unreadable: [1] }],
  ])('%s: %j is read as %j', (name, wire, meant) => {
    expect(decodeSetting(setting(name), wire)).toEqual(meant)
  })

  it('has one layer of quotes taken off, never two', () => {
    expect(unquote('"\\"a\\""')).toBe('"a"')
    expect(unquote('"')).toBe('"')
  })
})

describe('a written value', () => {
  it('is a list of ids whose ends survive the quotes the bot leaves on', () => {
    const written = encodeSetting(setting(food), `${id},${other}`)
    const asTheBotReads = JSON.stringify(written)
      .split(',')
      .filter((part) => /^\d+$/.test(part))
    expect(asTheBotReads).toEqual([id, other])
  })

  it('is a real list of awards, since the bot ignores them as text', () => {
    expect(encodeSetting(setting(awards), JSON.stringify(oneAward))).toEqual(oneAward)
  })

  it('is what others left there when it is no list at all', () => {
    expect(encodeSetting(setting(food), 'kitchen')).toBe('kitchen')
    expect(encodeSetting(setting(awards), 'not a list')).toBe('not a list')
  })
})

describe('what is typed', () => {
  it.each<[name: string, typed: string, refusal: string | undefined]>([
    ['embedwatcher.reminder_offset_minutes', '0', undefined],
    ['embedwatcher.reminder_offset_minutes', '4320', undefined],
    ['embedwatcher.reminder_offset_minutes', '4321', 'outOfRange'],
    ['embedwatcher.reminder_offset_minutes', '-1', 'outOfRange'],
    ['embedwatcher.reminder_offset_minutes', '7.5', 'notAWholeNumber'],
    ['embedwatcher.reminder_offset_minutes', '1e3', 'notAWholeNumber'],
    ['embedwatcher.reminder_offset_minutes', 'soon', 'notAWholeNumber'],
    ['verification.max_payment_age_days', '0', 'outOfRange'],
    ['verification.max_payment_age_days', '365', undefined],
    ['verification.max_payment_age_days', '366', 'outOfRange'],
    ['gpt.temperature', '0,7', undefined],
    ['gpt.temperature', '.5', undefined],
    ['gpt.temperature', '2.01', 'outOfRange'],
    ['gpt.temperature', 'NaN', 'notANumber'],
    ['gpt.temperature', 'Infinity', 'notANumber'],
    ['system.log_channel_id', ` <#${id}> `, undefined],
    ['system.log_channel_id', '0', 'notAnId'],
    ['system.log_channel_id', '9999999999999999999', 'notAnId'],
    ['onboarding.join_role_id', `<@&${id}>`, undefined],
    ['onboarding.join_role_id', '@everyone', 'notAnId'],
    ['onboarding.mode', 'rules', 'notAChoice'],
    ['gpt.model', 'openai/gpt-4o:free', undefined],
    ['gpt.model', 'my model', 'notAName'],
    ['gpt.model', '"grok-3"', 'notAName'],
    ['gpt.model', 'null', 'looksQuoted'],
    ['automod.warn_message', '"Careful"', 'looksQuoted'],
    ['automod.warn_message', 'null', 'looksQuoted'],
    ['automod.warn_message', 'Careful, "you"', undefined],
    ['automod.warn_message', 'a\0b', 'notText'],
    ['automod.warn_message', 'half \ud83d', 'notText'],
    ['automod.warn_message', 'x'.repeat(2_001), 'tooLong'],
    ['verification.ai_prompt_context', 'x'.repeat(1_001), 'tooLong'],
    [food, `<#${id}>\n${other}`, undefined],
    [food, '12', 'notIds'],
    [food, 'kitchen', 'notIds'],
    [food, Array.from({ length: 101 }, (_, n) => `1${String(n).padStart(17, '0')}`).join('\n'), 'tooMany'],
    [awards, JSON.stringify(oneAward, null, 4), undefined],
    [awards, '{"key": "a"}', 'notAwards'],
    [awards, '[{"key": "a", "label": 5, "filter": "food"}]', 'notAwards'],
    [awards, '[{"key": "a", "label": "b", "filter": "meat"}]', 'awardIncomplete'],
    [awards, '[{"key": "a", "label": " ", "filter": "food"}]', 'awardIncomplete'],
    [awards, '[{"key": "a", "label": "\\u0000", "filter": "food"}]', 'awardIncomplete'],
    ['fyi.enabled', 'true', 'notWritable'],
    ['verification.reference_image_channel_id', id, 'managed'],
  ])('%s: %j gives %s', (name, typed, refusal) => {
    const definition = setting(name)
    expect(refusalOf(definition, typedValue(definition, typed))?.key).toBe(refusal)
  })

  it('is a whole figure also with the sign the reader groups thousands by, as its limit is written', () => {
    const [minutes, temperature] = [setting('embedwatcher.reminder_offset_minutes'), setting('gpt.temperature')]
    expect(typedValue(minutes, '4,320')).toBe(4320)
    expect(typedValue(minutes, '4.320', '.')).toBe(4320)
    expect(typedValue(minutes, '-1,234,567')).toBe(-1_234_567)
    for (const slip of ['43,20', '0,432', ',432', '4,', '4.320', '4,32,0']) {
      expect([slip, refusalOf(minutes, typedValue(minutes, slip))?.key]).toEqual([slip, 'notAWholeNumber'])
    }
    expect(typedValue(temperature, '1,320')).toBe(1.32)
  })

  it('keeps the blanks around a text, which may be stored so, and none around a name', () => {
    expect(typedValue(setting('automod.warn_message'), ' Careful\n')).toBe(' Careful\n')
    expect(typedValue(setting('gpt.model'), ' grok-3 ')).toBe('grok-3')
  })

  it('is nothing when it is blank, and nothing is always allowed where a setting may be written', () => {
    for (const name of ['system.log_channel_id', 'gpt.temperature', food, awards, 'invites.no_inviter_template']) {
      expect(typedValue(setting(name), '  \n')).toBeNull()
      expect(refusalOf(setting(name), null)).toBeUndefined()
    }
    expect(refusalOf(setting('fyi.enabled'), null)).toEqual({ key: 'notWritable' })
  })

  it('may name a placeholder the bot does not know, with a caution', () => {
    const definition = setting('invites.with_inviter_template')
    expect(cautionOf(definition, '{member} by {inviter}')).toBeUndefined()
    expect(cautionOf(definition, '{user} and {Member} and {user}')?.values.names).toBe('{user} {Member}')
    expect(refusalOf(definition, '{user} is here')).toBeUndefined()
  })

  it('stands in the field as people write it', () => {
    expect(fieldText(setting('gpt.temperature'), 0.7, ',')).toBe('0,7')
    expect(fieldText(setting(food), `${id},${other}`)).toBe(`${id}\n${other}`)
    expect(fieldText(setting(awards), JSON.stringify(oneAward))).toBe(JSON.stringify(oneAward, null, 2))
    expect(fieldText(setting('gpt.model'), null)).toBe('')
  })
})
