import { describe, expect, it } from 'vitest'
import type { HistoryEntry } from '@/lib/alphapy/endpoints/history'
import type { WireSettings } from '@/lib/alphapy/endpoints/settings'
import type { JsonValue } from '@/lib/alphapy/transport/lossless-json'
import type { Snowflake } from '@/lib/format/snowflake'
import { filterQuery, nextLimit, readFilters, toChange } from './model'

const entry = (parts: Partial<HistoryEntry>): HistoryEntry => ({
  id: 7,
  scope: 'reminders',
  key: 'enabled',
  old_value: 'false',
  new_value: 'true',
  value_type: 'bool',
  changed_at: '2026-08-18T09:03:52.926354+00:00',
  change_type: 'updated',
  ...parts,
})

const values = (parts: Partial<HistoryEntry>) => {
  const { before, after } = toChange(entry(parts), {})
  return [before, after]
}

const value = (of: string | number | boolean) => ({ kind: 'value', value: of })

describe('a recorded change', () => {
  it.each([
    ['a switch', { old_value: 'false', new_value: true }, [value(false), value(true)]],
    [
      'an id as digits, and none before it',
      { scope: 'system', key: 'log_channel_id', old_value: null, new_value: '1187420337402810395' },
      [{ kind: 'unset' }, value('1187420337402810395')],
    ],
    [
      'text with its JSON quotes, and clean text',
      { scope: 'system', key: 'log_level', old_value: '"verbose"', new_value: 'normal' },
      [value('verbose'), value('normal')],
    ],
    [
      'a figure, and one that was cleared',
      { scope: 'gpt', key: 'temperature', old_value: '0.9', new_value: 'null' },
      [value(0.9), { kind: 'unset' }],
    ],
    [
      'what its setting cannot be, as text',
      { old_value: '"perhaps"', new_value: '[1]' },
      [
        { kind: 'text', text: 'perhaps' },
        { kind: 'text', text: '[1]' },
      ],
    ],
    [
      'a setting Mind does not know, by the type recorded with it',
      { scope: 'later', key: 'thing', value_type: 'string', old_value: '"12"', new_value: '{"a":1}' },
      [value('12'), value('{"a":1}')],
    ],
  ] as [string, Partial<HistoryEntry>, unknown][])('shows %s', (_, parts, expected) => {
    expect(values(parts)).toEqual(expected)
  })

  it('says who, when and from where, as far as recorded', () => {
    expect(toChange(entry({ changed_at: 'once', change_type: 'rollback' }), {})).toMatchObject({
      at: null,
      by: null,
      origin: 'rollback',
    })
  })
})

describe('whose change it was', () => {
  const [own, other] = ['1187420337402810301' as Snowflake, '1187420337402810302' as Snowflake]
  const isOwn = (by: Snowflake | null, account?: string) => toChange(entry({ changed_by: by }), {}, account).isOwn

  it('is the reader’s own only where it was made by their proven account', () => {
    expect(isOwn(own, own)).toBe(true)
    expect([isOwn(other, own), isOwn(own), isOwn(null), isOwn(null, own)]).toEqual([false, false, false, false])
  })
})

describe('the way back', () => {
  const way = (parts: Partial<HistoryEntry>, stored?: JsonValue) => {
    const { scope, key } = entry(parts)
    return toChange(entry(parts), stored === undefined ? {} : { [scope]: { [key]: stored } }).way
  }

  it('is offered for a change whose old value may be written, with what holds now', () => {
    expect(way({}, true)).toMatchObject({ kind: 'offer', to: false, base: true, now: value(true), changedSince: false })
  })

  it('says what follows from it, with the known limits of the bot, and what a save clears besides', () => {
    const offer = (parts: Partial<HistoryEntry>, settings: WireSettings) => {
      const { way } = toChange(entry(parts), settings)
      if (way.kind !== 'offer') throw new Error(`no offer but ${way.kind}`)
      return way
    }
    const mode = { scope: 'onboarding', key: 'mode', old_value: '"rules_only"', new_value: '"questions_only"' }
    const stored = {
      system: { rules_channel_id: '1187420337402810395' },
      onboarding: { mode: '"questions_only"', join_role_id: 'junk', completion_role_id: 'null' },
    }
    expect(offer(mode, stored)).toMatchObject({
      follows: [{ name: 'onboarding.mode', severity: 'warn', words: 'knownLimit' }],
      clears: ['join_role_id'],
    })
    // What is put back is no clearing besides.
    expect(offer({}, { reminders: { enabled: 'maybe', default_channel_id: 'junk' } }).clears).toEqual([
      'default_channel_id',
    ])
    const off = offer(
      {},
      { reminders: { enabled: true }, embedwatcher: { announcements_channel_id: '1187420337402810395' } },
    )
    expect(off.follows.map(({ words }) => words)).toEqual(
      expect.arrayContaining(['off.reminders.enabled', 'pair.announcementsWithoutReminders']),
    )
    expect(off.clears).toEqual([])
  })

  it('warns when the setting has been changed again since, or put to its default', () => {
    const offset = { scope: 'embedwatcher', key: 'reminder_offset_minutes', old_value: '60', new_value: '45' }
    expect(way(offset, '30')).toMatchObject({ kind: 'offer', now: value(30), changedSince: true })
    expect(way(offset)).toMatchObject({ kind: 'offer', base: null, now: { kind: 'unset' }, changedSince: true })
  })

  it('is not needed when the old value holds again', () => {
    expect(way({}, 'false')).toEqual({ kind: 'already', to: false })
  })

  it.each([
    ['a first value', { change_type: 'created', old_value: null }],
    ['a rollback, which records no replaced value', { change_type: 'rollback' }],
    ['an old value of none, which would keep the bot from starting', { old_value: 'null' }],
    ['an old value its setting cannot be', { old_value: '"perhaps"' }],
    ['a setting Mind does not know', { key: 'unheard_of', old_value: 'true' }],
    ['a setting without a page', { scope: 'faq', key: 'enabled' }],
  ] as [string, Partial<HistoryEntry>][])('is not there for %s', (_, parts) => {
    expect(way(parts, 'true').kind).toBe('none')
  })

  it('is refused with the reason when the old value may not be written, or the setting not at all', () => {
    const offset = { scope: 'embedwatcher', key: 'reminder_offset_minutes', old_value: '999999', new_value: '45' }
    expect(way(offset, '45')).toMatchObject({ kind: 'refused', refusal: { key: 'outOfRange' } })
    const managed = { scope: 'verification', key: 'reference_image_message_id', old_value: '"1301276554830291015"' }
    expect(way(managed, '1')).toEqual({ kind: 'refused', refusal: { key: 'managed' } })
  })
})

describe('the filters', () => {
  it('are read from the address, and what makes no sense is left out', () => {
    expect(readFilters({ scope: 'reminders', key: 'enabled', limit: '100' })).toEqual({
      scope: 'reminders',
      key: 'enabled',
      limit: 100,
    })
    expect(readFilters({ key: 'enabled', limit: '99999' })).toEqual({ limit: 50 })
    expect(readFilters({ scope: ['a', 'b'], limit: '-1' })).toEqual({ limit: 50 })
    expect(readFilters({ scope: '../x' })).toEqual({ limit: 50 })
  })

  it('stand in the address without their defaults', () => {
    expect(filterQuery({ limit: 50 })).toEqual({})
    expect(filterQuery({ scope: 'gpt', key: 'model', limit: 25 })).toEqual({ scope: 'gpt', key: 'model', limit: 25 })
    expect([nextLimit(50), nextLimit(200)]).toEqual([100, undefined])
  })
})
