import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { moved, movedInOrder, orderAfter, readOrder } from './order-draft'

const list = fc.uniqueArray(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 10 })
const pick = fc.nat()
const at = (ids: readonly number[], index: number) => ids[index % ids.length] ?? 0

describe('moving', () => {
  it('never loses or doubles one, and moves by one place', () => {
    fc.assert(
      fc.property(list, pick, fc.constantFrom(-1 as const, 1 as const), (ids, which, by) => {
        const id = at(ids, which)
        const after = moved(ids, id, by)
        expect([...after].sort()).toEqual([...ids].sort())
        const place = Math.min(Math.max(ids.indexOf(id) + by, 0), ids.length - 1)
        expect(after.indexOf(id)).toBe(place)
        expect(after.filter((one) => one !== id)).toEqual(ids.filter((one) => one !== id))
      }),
    )
  })
})

describe('an order not saved yet', () => {
  it('moves what is new in the list like the rest, from where it is shown, and counts it as seen', () => {
    fc.assert(
      fc.property(list, pick, (ids, which) => {
        const first = movedInOrder(undefined, ids, at(ids, which), 1)
        const shown = [...first.mine, 999]
        expect(movedInOrder(first, shown, 999, -1)).toEqual({ base: [...ids, 999], mine: moved(shown, 999, -1) })
      }),
    )
  })

  it("takes over one's own additions and removals", () => {
    const order = { base: [1, 2, 3], mine: [1, 3, 2] }
    expect(orderAfter(order, { added: 4 })).toEqual({ base: [1, 2, 3, 4], mine: [1, 3, 2, 4] })
    expect(orderAfter(orderAfter(order, { added: 4 }), { added: 4 }).mine).toEqual([1, 3, 2, 4])
    expect(orderAfter(order, { left: 1 })).toEqual({ base: [2, 3], mine: [3, 2] })
  })

  it('moves what is left when something has gone, and still says what was there', () => {
    const order = { base: [1, 2, 3], mine: [1, 3, 2] }
    expect(movedInOrder(order, [1, 2], 2, -1)).toEqual({ base: [1, 2, 3], mine: [2, 1] })
  })

  it('comes back from the device as it was kept, and not at all when it is anything else', () => {
    expect(readOrder({ base: [1, 2], mine: [2, 1] })).toEqual({ base: [1, 2], mine: [2, 1] })
    expect(readOrder({ base: [1], mine: ['1'] })).toBeUndefined()
    fc.assert(fc.property(fc.jsonValue(), (raw) => void readOrder(raw)))
  })
})
