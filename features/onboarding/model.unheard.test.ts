import { expect, it } from 'vitest'
import { planChange } from './model'
import type { Item } from './schema'

const items = [1, 2, 3].map((id): Item<string> => ({ id, position: id * 2, content: `about ${id}` }))

it.each(['disable', 'delete'] as const)(
  'a try to %s an item that an earlier try took out needs nothing more; one that was never sent asks',
  (kind) => {
    for (const base of items) {
      const without = items.filter((item) => item !== base)
      expect(planChange(without, { kind, base, tried: true }, 0)).toEqual({ kind: 'nothing' })
      expect(planChange(without, { kind, base }, 0)).toEqual({ kind: 'conflict', conflict: { kind: 'gone' } })
      expect(planChange(items, { kind, base, tried: true }, 0)).toEqual(planChange(items, { kind, base }, 0))
    }
  },
)
