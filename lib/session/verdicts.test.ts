import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Snowflake } from '@/lib/format/snowflake'
import { VerdictStore, verdictStandsForMs } from './verdicts'

const guild = '1187420336945627143' as Snowflake
const people = ['ada', 'bram'] as const
const guilds = ['1187420336945627143', '1203958871120486529'] as Snowflake[]

/** What may happen, one step after the other; `lateMs`: how long the answer to a question was under way. */
const happening = fc.record({
  what: fc.constantFrom('grant', 'grant', 'end', 'wait' as const),
  who: fc.constantFrom(...people),
  where: fc.constantFrom(...guilds),
  source: fc.constantFrom('alphapy' as const, 'discord' as const),
  lateMs: fc.oneof(fc.constant(0), fc.nat(20 * 60_000)),
  waitMs: fc.nat(10 * 60_000),
})

describe('a verdict', () => {
  it('stands exactly a quarter of an hour from the asking', () => {
    let nowMs = 1_000
    const store = new VerdictStore({ now: () => nowMs })
    store.grant('ada', guild, { source: 'discord', askedAt: nowMs })
    nowMs += verdictStandsForMs - 1
    expect(store.current('ada', guild)).toMatchObject({ source: 'discord', askedAt: 1_000 })
    nowMs += 1
    expect(store.current('ada', guild)).toBeUndefined()
  })

  it('stands only when asked for within that time and after the last refusal of the same person and guild', () => {
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 60 }), fc.constantFrom(3, 20_000), (steps, max) => {
        let nowMs = 10_000_000
        const store = new VerdictStore({ now: () => nowMs, max })
        const asked = new Map<string, number[]>()
        const ended = new Map<string, number>()
        for (const { what, who, where, source, lateMs, waitMs } of steps) {
          const key = `${who} ${where}`
          if (what === 'wait') nowMs += waitMs
          if (what === 'end') {
            store.end(who, where)
            ended.set(key, nowMs)
            expect(store.current(who, where)).toBeUndefined()
          }
          if (what === 'grant') {
            store.grant(who, where, { source, askedAt: nowMs - lateMs })
            asked.set(key, [...(asked.get(key) ?? []), nowMs - lateMs])
          }
          for (const person of people) {
            const standing = guilds.filter((id) => {
              const verdict = store.current(person, id)
              const good = (asked.get(`${person} ${id}`) ?? []).filter(
                (at) =>
                  nowMs - at < verdictStandsForMs && at > (ended.get(`${person} ${id}`) ?? Number.NEGATIVE_INFINITY),
              )
              if (verdict) expect(good).toContain(verdict.askedAt)
              // With room for all of them nothing is lost either: the newest good yes stands.
              if (max > 4) expect(verdict?.askedAt).toBe(good.length > 0 ? Math.max(...good) : undefined)
              return verdict !== undefined
            })
            expect(
              store
                .of(person)
                .map(({ guildId }) => guildId)
                .sort(),
            ).toEqual([...standing].sort())
          }
        }
      }),
    )
  })

  it('is not brought back by pushing its refusal out of a full store', () => {
    let nowMs = 1_000
    const store = new VerdictStore({ now: () => nowMs, max: 2 })
    store.end('ada', guild)
    nowMs += 1
    for (const other of ['1', '2', '3']) store.end('bram', `${other}187420336945627143` as Snowflake)
    store.grant('ada', guild, { source: 'discord', askedAt: 900 })
    expect(store.current('ada', guild)).toBeUndefined()
    nowMs += 1
    store.grant('ada', guild, { source: 'alphapy', askedAt: nowMs })
    expect(store.current('ada', guild)?.source).toBe('alphapy')
  })
})
