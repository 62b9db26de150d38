import { describe, expect, it } from 'vitest'
import { attentionOf, durationOf } from './model'
import type { OverviewView } from './schema'

const day = 24 * 60 * 60_000
const now = 1_800_000_000_000

const calm: OverviewView = {
  readAt: now,
  now,
  guild: { name: 'Harbour', memberCount: 12 },
  bot: { online: true, latencyMs: 40, uptimeSeconds: 100, version: '3.14.0', codename: null, commandsLoaded: 50 },
  llm: null,
  reminders: null,
  tickets: { total: 1, open: 1, perStatus: [], averageCloseSeconds: null, isCut: false, waiting: [] },
  commands: null,
  infrastructure: { databaseUp: true, poolSize: 5 },
  agents: null,
  counters: [],
  overrides: 0,
  unlisted: {},
}

describe('the attention list', () => {
  it('is empty when all is well', () => {
    expect(attentionOf(calm)).toEqual([])
  })

  it('names an absent bot, a database that is down and old figures', () => {
    const view: OverviewView = {
      ...calm,
      staleBecause: { code: 'unavailable', safeToRepeat: true },
      bot: { ...calm.bot, online: false },
      infrastructure: { databaseUp: false, poolSize: null },
    }
    expect(attentionOf(view).map(({ key }) => key)).toEqual(['stale', 'botOffline', 'databaseDown'])
  })

  it('counts tickets that wait more than two days, and only those', () => {
    const ticket = (id: number, createdAt: number | null) => ({ id, username: null, status: 'open', createdAt })
    const waiting = [ticket(1, now - 2 * day - 1), ticket(2, now - day), ticket(3, null)]
    const tickets = { total: 3, open: 3, perStatus: [], averageCloseSeconds: null, isCut: false, waiting }
    expect(attentionOf({ ...calm, tickets })).toEqual([{ key: 'oldTickets', count: 1 }])
    // Of a list that is cut nobody knows how many there are in all.
    expect(attentionOf({ ...calm, tickets: { ...tickets, isCut: true } })).toEqual([
      { key: 'oldTicketsAtLeast', count: 1 },
    ])
  })
})

describe('a duration', () => {
  it('is split into days, hours and minutes', () => {
    expect(durationOf(90_061)).toEqual({ days: 1, hours: 1, minutes: 1 })
    expect(durationOf(59)).toEqual({ days: 0, hours: 0, minutes: 0 })
  })
})
