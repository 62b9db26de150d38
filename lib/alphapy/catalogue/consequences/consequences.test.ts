import { describe, expect, it } from 'vitest'
import en from '@/messages/en.json'
import nl from '@/messages/nl.json'
import { categories, isCategory, settingOf, settingsOf } from '../catalogue'
import { consequencesOf, knownLimit, namesElsewhere, type PlannedChange } from '../consequences'
import type { SettingDefinition, SettingValue } from '../definition'
import { core } from './core'
import { engagement } from './engagement'
import { extras } from './extras'
import { newcomers } from './newcomers'
import { support } from './support'

const [one, other] = ['1123456789012345679', '1123456789012345680']
const rules = [core, newcomers, support, engagement, extras]
const turns = Object.fromEntries(rules.flatMap((some) => Object.entries(some.turns)))
const pairs = rules.flatMap((some) => some.pairs)
const writable = categories.flatMap((category) => settingsOf(category)).filter(({ readOnly }) => !readOnly)
const nameOf = ({ scope, key }: SettingDefinition) => `${scope}.${key}`
const ofType = (...types: SettingDefinition['type'][]) =>
  writable.filter(({ type }) => types.includes(type)).map(nameOf)

type Values = Record<string, SettingValue | null>

/** What follows from changes given by full name, beside what else is stored. */
function follow(before: Values, after: Values, elsewhere: Record<string, SettingValue> = {}) {
  const [category = ''] = Object.keys({ ...before, ...after })[0]?.split('.') ?? []
  if (!isCategory(category)) throw new Error(`${category} is no category`)
  const own = (values: Values) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name.slice(category.length + 1), value]))
  const change: PlannedChange = { category, before: own(before), after: own(after), elsewhere }
  return consequencesOf(change)
}
const words = (...args: Parameters<typeof follow>) => follow(...args).map((found) => found.words)

/** Switches that take nothing from members when they go off. */
const harmlessOff: Record<string, string> = {
  'reminders.allow_everyone_mentions': 'fewer people are called',
  'embedwatcher.process_bot_messages': 'fewer messages are read, and only the own ones of the bot',
  'engagement.streaks_nicknames': 'nicknames are left alone; streaks are counted as before',
}

describe('the rules', () => {
  it('leave out no switch that takes a feature from members, unless it is said why', () => {
    for (const name of ofType('boolean')) {
      const found = words({ [name]: true }, { [name]: false }).filter((word) => word === `off.${name}`)
      expect([name, found]).toEqual([name, name in harmlessOff ? [] : [`off.${name}`]])
    }
    expect(Object.keys(harmlessOff).every((name) => ofType('boolean').includes(name))).toBe(true)
  })

  it('leave out no channel the bot posts to, and no role it works with: set, changed and taken away', () => {
    for (const name of ofType('channel', 'role')) {
      for (const [from, to] of [
        [null, one],
        [one, other],
        [one, null],
      ]) {
        const found = follow({ [name]: from ?? null }, { [name]: to ?? null })
        const own = found.filter(({ words }) => !words.startsWith('pair.'))
        // What two settings come to together may say it all.
        const [one = { name, from, to }, ...others] = own
        expect([name, from, to, found.length > 0, others]).toEqual([name, from, to, true, []])
        expect(one).toMatchObject({ name, from, to })
      }
    }
  })

  it('are about settings there are, and never about those nobody can change', () => {
    const known = new Set(writable.map(nameOf))
    expect([...Object.keys(turns), ...pairs.flatMap(({ names }) => names)].filter((name) => !known.has(name))).toEqual(
      [],
    )
    expect(new Set(pairs.map(({ id }) => id)).size).toBe(pairs.length)
  })

  it('have their words in both languages, and every word its rule', () => {
    const asked = new Set([
      ...['title', 'warn', 'note'],
      ...Object.values(turns).flatMap((some) => some.map((rule) => rule.words)),
      ...pairs.map(({ id }) => `pair.${id}`),
    ])
    const flat = (tree: object, prefix = ''): string[] =>
      Object.entries(tree).flatMap(([key, value]) =>
        typeof value === 'string' ? [prefix + key] : flat(value, `${prefix}${key}.`),
      )
    expect(flat(en.settings.consequences).sort()).toEqual([...asked].sort())
    expect(flat(nl.settings.consequences).sort()).toEqual([...asked].sort())
  })
})

describe('what follows', () => {
  it('is nothing when nothing changes, and nothing about what stays as it was', () => {
    expect(follow({ 'reminders.enabled': false }, { 'reminders.enabled': false })).toEqual([])
    const unset = { 'automod.enabled': true, 'automod.log_channel_id': null }
    expect(follow(unset, { 'automod.enabled': true })).toEqual([])
    // Tickets have neither category nor staff, but only the figure was changed.
    expect(words({}, { 'ticketbot.idle_days_threshold': 3 })).toEqual([knownLimit])
    // A default that is written down changes nothing for the bot.
    expect(words({}, { 'gpt.enabled': true })).toEqual([])
  })

  it('counts a switch that goes back to its default as going on or off', () => {
    expect(words({ 'agents.enabled': true }, { 'agents.enabled': null })).toEqual(['off.agents.enabled'])
    expect(words({ 'automod.enabled': null }, { 'automod.enabled': true })).toEqual([
      'pair.automodWithoutLog',
      'on.automod.enabled',
    ])
  })

  it('puts warnings first', () => {
    const found = follow({}, { 'automod.enabled': true, 'automod.log_channel_id': one })
    expect(found.map(({ severity }) => severity)).toEqual(['note', 'note'])
    const graver = follow(
      { 'automod.log_channel_id': one },
      { 'automod.enabled': true, 'automod.log_channel_id': null },
    )
    expect(graver.map(({ severity }) => severity)).toEqual(['warn', 'note'])
  })

  it('says nothing twice, and nothing that the rest contradicts', () => {
    const [automod, tickets] = ['automod.log_channel_id', 'ticketbot.category_id']
    expect(words({ [automod]: one ?? '', 'automod.enabled': true }, { 'automod.enabled': true })).toEqual([
      'pair.automodWithoutLog',
    ])
    expect(words({ [automod]: one ?? '' }, {})).toEqual([`unset.${automod}`])
    expect(words({ [tickets]: one ?? '' }, {})).toEqual(['pair.ticketsWithoutCategory'])
    // Where a warning gives way, what takes its place is one.
    expect(follow({ 'reminders.default_channel_id': one ?? '' }, {})).toMatchObject([
      { words: 'pair.remindersNowhere', severity: 'warn' },
    ])
    const watching = { 'embedwatcher.announcements_channel_id': one ?? '' }
    const parsed = { 'embedwatcher.failed_parse_log_channel_id': one ?? '' }
    expect(words({ ...watching, ...parsed }, watching)).toEqual(['pair.failuresNowhere'])
    expect(words({ ...watching, ...parsed }, watching, { 'system.log_channel_id': one ?? '' })).toEqual([
      'unset.embedwatcher.failed_parse_log_channel_id',
    ])
    const off = { 'onboarding.enabled': false }
    const join = (role: string | undefined) => ({ ...off, 'onboarding.join_role_id': role ?? '' })
    expect(words(off, join(one))).toEqual(['pair.joinRoleNeverGiven'])
    expect(words(join(one), join(other))).toEqual(['pair.joinRoleNeverGiven'])
  })

  it('is not told of figures the bot does not take from this server', () => {
    expect(words({}, { 'ticketbot.idle_days_threshold': 30 })).toEqual([knownLimit])
  })

  it('warns of every value the bot will not take as it is meant, and not of going back to none', () => {
    const warns = (name: string, to: SettingValue | null, from: SettingValue | null = null) =>
      words({ [name]: from }, { [name]: to }).includes(knownLimit)
    for (const mode of ['rules_only', 'questions_only', 'disabled', 'rules_with_questions']) {
      expect(warns('onboarding.mode', mode)).toBe(true)
    }
    expect(warns('onboarding.mode', null, 'rules_only')).toBe(false)
    expect([warns('onboarding.enabled', false), warns('onboarding.enabled', true, false)]).toEqual([true, false])
    expect([
      warns('gpt.temperature', 1),
      warns('invites.no_inviter_template', 'Hi'),
      warns('gpt.enabled', false),
    ]).toEqual([...[true, true, false]])
  })
})

describe('what contradicts itself', () => {
  const watching = { 'embedwatcher.announcements_channel_id': one ?? '' }
  const cases: [id: string, before: Values, after: Values, elsewhere?: Record<string, SettingValue>][] = [
    ['remindersNowhere', { 'reminders.default_channel_id': one ?? '' }, { 'reminders.default_channel_id': null }],
    ['everyoneWithoutReminders', {}, { 'reminders.enabled': false, 'reminders.allow_everyone_mentions': true }],
    ['announcementsWithoutReminders', { 'embedwatcher.enabled': false }, watching, { 'reminders.enabled': false }],
    ['announcementsWithoutReminders', {}, { 'reminders.enabled': false }, watching],
    ['announcementsNowhere', { 'embedwatcher.enabled': false }, {}],
    ['failuresNowhere', { 'system.log_channel_id': one ?? '' }, { 'system.log_channel_id': null }, watching],
    ['onboardingWithoutRulesChannel', { 'onboarding.enabled': false }, {}],
    ['onboardingWithoutRulesChannel', { 'system.rules_channel_id': one ?? '' }, {}],
    ['completionRoleNeverGiven', {}, { 'onboarding.completion_role_id': one ?? '', 'onboarding.mode': 'disabled' }],
    ['completionRoleNeverGiven', {}, { 'onboarding.completion_role_id': one ?? '', 'onboarding.enabled': false }],
    ['joinRoleNeverGiven', {}, { 'onboarding.join_role_id': one ?? '', 'onboarding.enabled': false }],
    ['verificationWithoutRole', { 'verification.enabled': false }, {}],
    ['verificationWithoutCategory', { 'verification.category_id': one ?? '' }, {}],
    ['verificationWithoutReviewers', { 'verification.reviewer_role_id': one ?? '' }, {}],
    ['invitesNowhere', { 'invites.enabled': false }, {}],
    ['consentNowhere', { 'gdpr.channel_id': one ?? '' }, {}],
    ['ticketsWithoutCategory', { 'ticketbot.enabled': false }, {}],
    ['ticketsWithoutStaff', { 'ticketbot.staff_role_id': one ?? '' }, {}],
    ['automodWithoutLog', {}, { 'automod.enabled': true }],
    [
      'engagementMasterOff',
      { 'engagement.og_enabled': true },
      { 'engagement.og_enabled': true, 'engagement.enabled': false },
    ],
    ['awardsNowhere', {}, { 'engagement.weekly_enabled': true }],
    ['challengesWithoutRole', {}, { 'engagement.challenges_enabled': true }],
    ['badgesWithoutRoles', {}, { 'engagement.badges_enabled': true }],
    ['nicknamesWithoutStreaks', {}, { 'engagement.streaks_nicknames': true }],
    ['growthNowhere', { 'growth.log_channel_id': one ?? '' }, {}],
  ]

  it.each(cases)('%s is told (%o → %o, beside %o)', (id, before, after, elsewhere) => {
    expect(words(before, after, elsewhere)).toContain(`pair.${id}`)
  })

  it('has a case for every rule, and each rule lets something pass', () => {
    expect(pairs.map(({ id }) => id).filter((id) => !cases.some(([told]) => told === id))).toEqual([])
    const works: Record<string, SettingValue> = {
      ...Object.fromEntries(ofType('channel', 'role').map((name) => [name, one ?? ''])),
      ...Object.fromEntries(ofType('boolean').map((name) => [name, true])),
    }
    const value = (name: string) => {
      const [scope = '', key = ''] = name.split('.')
      return works[name] ?? settingOf(scope, key)?.default ?? null
    }
    expect(pairs.filter(({ holds }) => holds(value)).map(({ id }) => id)).toEqual([])
  })

  it('needs of other categories exactly what its rules look at', () => {
    expect(namesElsewhere('system')).toEqual([
      'embedwatcher.announcements_channel_id',
      'embedwatcher.enabled',
      'embedwatcher.failed_parse_log_channel_id',
      'onboarding.enabled',
      'onboarding.mode',
    ])
    expect(namesElsewhere('gpt')).toEqual([])
    expect(words({ 'system.rules_channel_id': one ?? '' }, {}, { 'onboarding.enabled': false })).not.toContain(
      'pair.onboardingWithoutRulesChannel',
    )
  })
})
