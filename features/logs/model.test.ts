import { describe, expect, it } from 'vitest'
import type { LogEvent } from '@/lib/alphapy/endpoints/logs'
import { countKinds, isLogKind, kindOf, toLines } from './model'

const event = (parts: Partial<LogEvent>): LogEvent => ({
  timestamp: '2026-08-18T09:12:31.402118+00:00',
  event_type: 'SETTINGS_CHANGED',
  message: 'x',
  ...parts,
})

describe('the kind of an event', () => {
  it('tells a changed setting, an AutoMod hit and a type the bot does not know apart', () => {
    expect(kindOf(event({ details: { action: 'set', scope: 'system' } }))).toBe('settings')
    expect(kindOf(event({ details: { rule_id: 2, action_type: 'warn' } }))).toBe('automod')
    expect(kindOf(event({ details: { original_event_type: 'TICKET_LOST', action: 'set' } }))).toBe('other')
  })

  it('takes a type of a newer bot for another event, whatever its name', () => {
    expect(kindOf(event({ event_type: 'SOMETHING_NEW' }))).toBe('other')
    expect(kindOf(event({ event_type: 'constructor' }))).toBe('other')
    expect(kindOf(event({ event_type: 'COG_ERROR' }))).toBe('command')
  })

  it('is one of the filter, or none', () => {
    expect(isLogKind('automod')).toBe(true)
    expect([isLogKind('toString'), isLogKind(undefined), isLogKind(['automod'])]).toEqual([false, false, false])
  })
})

describe('the lines of a guild', () => {
  const guildId = '1187420337402810369'
  const id = guildId as LogEvent['guild_id']

  it('hold its own events and those of the bot as a whole, and no other guild', () => {
    const other = '1187420337402810370' as LogEvent['guild_id']
    const lines = toLines([event({ guild_id: id }), event({ guild_id: null }), event({ guild_id: other })], guildId)
    expect(lines.map(({ everywhere }) => everywhere)).toEqual([false, true])
  })

  it('have ids of their own even when equal, figures told from ids and text, and no moment where none can be read', () => {
    const lines = toLines(
      [
        event({ guild_id: id, details: { user_id: '902716453829104627', rule_id: 12, count: 3, nested: { a: 1 } } }),
        event({ guild_id: id, timestamp: 'soon' }),
        event({ guild_id: id, timestamp: 'soon' }),
      ],
      guildId,
    )
    expect(new Set(lines.map((line) => line.id)).size).toBe(3)
    expect(lines.map(({ at }) => at)).toEqual([Date.parse('2026-08-18T09:12:31.402Z'), null, null])
    expect(lines[0]?.details).toEqual([
      { name: 'user_id', value: '902716453829104627' },
      { name: 'rule_id', value: '12' },
      { name: 'count', value: 3 },
      { name: 'nested', value: '{"a":1}' },
    ])
    expect([...countKinds(lines)]).toEqual([['automod', 3]])
  })
})
