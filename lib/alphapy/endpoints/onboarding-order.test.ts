import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { awayBase, homePositions, positionForNew, reorderList } from './onboarding-order'

const int4Max = 2 ** 31 - 1
const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
const someWhere = fc.oneof(
  fc.integer({ min: 1, max: 30 }),
  fc.integer({ min: -5, max: 3_000 }),
  fc.integer({ max: int4Max }),
)
const rows = fc
  .uniqueArray(someWhere, { maxLength: 12 })
  .map((positions) => [...positions].sort((a, b) => a - b).map((position, index) => ({ id: index + 1, position })))

/** The server as measured: one update after the other, failing as a whole on a taken position. */
function reorderAsMeasured(stored: Map<number, number>, list: readonly number[]): Map<number, number> | 'failed' {
  const now = new Map(stored)
  for (const [index, id] of list.entries()) {
    if (!now.has(id)) continue
    if ([...now].some(([other, position]) => other !== id && position === index + 1)) return 'failed'
    now.set(id, index + 1)
  }
  return now
}

describe('the position of a new row', () => {
  it('is never one that is listed, nor one that slash commands or reorders give, and fits the column', () => {
    fc.assert(
      fc.property(rows, random, (stored, drawn) => {
        const position = positionForNew(stored, drawn)
        expect(stored.map((row) => row.position)).not.toContain(position)
        expect(position).toBeGreaterThanOrEqual(1_000_000)
        expect(position).toBeLessThanOrEqual(int4Max)
      }),
    )
  })

  it('is behind every listed row, unless one is at the very end of what the column holds', () => {
    fc.assert(
      fc.property(rows, random, (stored, drawn) => {
        const highest = Math.max(0, ...stored.map(({ position }) => position))
        fc.pre(highest < 1_999_000_000)
        expect(positionForNew(stored, drawn)).toBeGreaterThan(highest)
      }),
    )
  })
})

describe('where the range is nearly used up', () => {
  it('a new row still takes a position of its own', () => {
    const end = [{ position: 1_999_999_999 }, { position: 1_000_000 }, { position: 1_000_001 }]
    expect(positionForNew(end, 0)).toBe(1_000_002)
  })

  it('rows on their way pass over one that stands just beyond the near ones', () => {
    const stored = [{ position: 985 }, { position: 1_007 }]
    const base = awayBase(stored, 0)
    expect(stored.map(({ position }) => position)).not.toContain(base + 1)
    expect(stored.map(({ position }) => position)).not.toContain(base + 2)
    expect(base).toBeGreaterThan(1_000)
  })
})

describe('the two lists of a reorder', () => {
  it('bring any listed rows into any order on the server as measured, with disabled rows in their gaps', () => {
    const hiddenAmong = fc.uniqueArray(fc.integer({ min: 1, max: 20 }), { maxLength: 8 })
    fc.assert(
      fc.property(rows, hiddenAmong, random, fc.infiniteStream(random), (all, hiddenAt, drawn, shuffle) => {
        const visible = all.filter(({ position }) => !hiddenAt.includes(position) && position >= 1 && position <= 1_000)
        const highest = Math.max(0, ...visible.map(({ position }) => position))
        const hidden = hiddenAt.filter((at) => at <= highest + 19)
        const wanted = visible
          .map((row) => ({ row, at: shuffle.next().value }))
          .sort((a, b) => (a.at ?? 0) - (b.at ?? 0))
          .map(({ row }) => row.id)
        const stored = new Map([
          ...visible.map(({ id, position }): [number, number] => [id, position]),
          ...hidden.map((at): [number, number] => [1_000 + at, at]),
        ])
        const base = awayBase(visible, drawn)
        const away = reorderAsMeasured(
          stored,
          reorderList(wanted.map((id, index) => ({ id, position: base + index + 1 }))),
        )
        if (away === 'failed') throw new Error('the first list failed')
        const home = homePositions(visible)
        const done = reorderAsMeasured(
          away,
          reorderList(wanted.map((id, index) => ({ id, position: home[index] ?? 0 }))),
        )
        if (done === 'failed') throw new Error('the second list failed')
        const order = [...done].sort(([, a], [, b]) => a - b).map(([id]) => id)
        expect(order.filter((id) => id < 1_000)).toEqual(wanted)
        for (const at of hidden) expect(done.get(1_000 + at)).toBe(at)
      }),
    )
  })

  it('stay short however far away a row is, and never aim at a listed position', () => {
    fc.assert(
      fc.property(rows, random, (stored, drawn) => {
        const base = awayBase(stored, drawn)
        const positions = stored.map(({ position }) => position)
        for (let step = 1; step <= stored.length; step++) expect(positions).not.toContain(base + step)
        expect(base).toBeLessThan(1_200)
        const home = homePositions(stored)
        expect(home).toHaveLength(stored.length)
        expect(new Set(home).size).toBe(home.length)
        expect(Math.max(0, ...home)).toBeLessThan(1_200)
      }),
    )
  })
})
