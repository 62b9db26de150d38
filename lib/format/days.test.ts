import { describe, expect, it } from 'vitest'
import { dayKeyOf, groupByDay, nearDay } from './days'

const chatham = 'Pacific/Chatham'
const at = (iso: string) => Date.parse(iso)

describe('a day', () => {
  it('ends at midnight of the reader, in a zone of three quarters of an hour and across its summer time', () => {
    // +13:45 in summer, +12:45 in winter.
    expect(dayKeyOf(at('2026-01-10T10:14:59Z'), chatham)).toBe('2026-01-10')
    expect(dayKeyOf(at('2026-01-10T10:15:00Z'), chatham)).toBe('2026-01-11')
    expect(dayKeyOf(at('2026-07-10T11:14:59Z'), chatham)).toBe('2026-07-10')
    expect(dayKeyOf(at('2026-07-10T11:15:00Z'), chatham)).toBe('2026-07-11')
  })

  it('holds what happened on it, in the order given', () => {
    const moments = ['2026-01-10T10:16:00Z', '2026-01-10T10:15:00Z', '2026-01-10T10:14:00Z', '2025-12-31T00:00:00Z']
    expect(groupByDay(moments, at, chatham)).toEqual([
      { key: '2026-01-11', items: moments.slice(0, 2) },
      { key: '2026-01-10', items: moments.slice(2, 3) },
      { key: '2025-12-31', items: moments.slice(3) },
    ])
    expect(groupByDay([], at, chatham)).toEqual([])
  })

  it('stands there once, and what nobody knows the time of stands under no day but last', () => {
    const moments = ['', '2026-01-10T10:16:00Z', '', '2026-01-10T10:14:00Z', '2026-01-10T10:15:00Z']
    expect(groupByDay(moments, (moment) => (moment ? at(moment) : null), chatham)).toEqual([
      { key: '2026-01-11', items: [moments[1], moments[4]] },
      { key: '2026-01-10', items: [moments[3]] },
      { key: null, items: ['', ''] },
    ])
  })

  it('is today or yesterday by the reader, across the turn of a year', () => {
    const now = at('2025-12-31T10:20:00Z')
    expect(nearDay('2026-01-01', now, chatham)).toBe('today')
    expect(nearDay('2025-12-31', now, chatham)).toBe('yesterday')
    expect(nearDay('2025-12-30', now, chatham)).toBeUndefined()
    expect(nearDay('2025-12-31', now, 'UTC')).toBe('today')
  })
})
