import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  heldAlready,
  inOrder,
  judgeChange,
  leftOf,
  planChange,
  sameContent,
  toQuestion,
  toWireQuestion,
  writtenItem,
} from './model'
import type { Change, Item } from './schema'

const list = fc
  .uniqueArray(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 10 })
  .map((ids) => ids.map((id, index): Item<string> => ({ id, position: index * 2 + 1, content: `item ${id}` })))
const newPosition = 1_000_000
const pick = fc.nat()
const at = <T>(items: readonly T[], index: number): T => {
  const item = items[index % items.length]
  if (item === undefined) throw new Error('the list is empty')
  return item
}

/** What the backend makes of a plan when nothing goes wrong. */
function carriedOut(stored: Item<string>[], change: Change<string>): Item<string>[] {
  const plan = planChange(stored, change, newPosition)
  switch (plan.kind) {
    case 'save': {
      const others = stored.filter(({ position }) => position !== plan.position)
      const id = stored.find(({ position }) => position === plan.position)?.id ?? 9_999
      const saved = plan.enabled ? [...others, { id, position: plan.position, content: plan.content }] : others
      return saved.sort((a, b) => a.position - b.position)
    }
    case 'delete':
      return stored.filter(({ id }) => id !== plan.id)
    case 'order':
      return inOrder(stored, plan.ids).map((item, index) => ({ ...item, position: index + 1 }))
    default:
      return stored
  }
}

const changeOf = (stored: Item<string>[], which: number, kind: Change<string>['kind']): Change<string> => {
  const base = at(stored, which)
  const ids = stored.map(({ id }) => id)
  switch (kind) {
    case 'add':
      return { kind, mine: 'mine' }
    case 'edit':
      return { kind, base, mine: 'mine' }
    case 'order':
      return { kind, base: ids, mine: [...ids].reverse() }
    default:
      return { kind, base }
  }
}
const kinds = fc.constantFrom<Change<string>['kind']>('add', 'edit', 'disable', 'delete', 'order')

describe('a list', () => {
  it('shows every item once, whatever an older order names', () => {
    fc.assert(
      fc.property(list, fc.uniqueArray(fc.integer({ min: 1, max: 500 })), (items, ids) => {
        expect(
          inOrder(items, ids)
            .map(({ id }) => id)
            .sort(),
        ).toEqual(items.map(({ id }) => id).sort())
      }),
    )
  })
})

describe('a change', () => {
  it('is judged applied when it was carried out, not applied when nothing happened, and never mixes them up', () => {
    fc.assert(
      fc.property(list, pick, kinds, (stored, which, kind) => {
        const change = changeOf(stored, which, kind)
        fc.pre(planChange(stored, change, newPosition).kind !== 'nothing')
        expect(judgeChange(stored, carriedOut(stored, change), change)).toBe('applied')
        expect(judgeChange(stored, stored, change)).toBe('not-applied')
      }),
    )
  })

  it('touches no other item', () => {
    fc.assert(
      fc.property(list, pick, kinds, (stored, which, kind) => {
        const change = changeOf(stored, which, kind)
        const own = 'base' in change && !Array.isArray(change.base) ? change.base.id : undefined
        const after = new Map(carriedOut(stored, change).map(({ id, content }) => [id, content]))
        for (const { id, content } of stored) if (id !== own) expect(after.get(id)).toBe(content)
      }),
    )
  })

  it('of an item that somebody else changed, moved or removed is a conflict with what is stored now', () => {
    fc.assert(
      fc.property(
        list,
        pick,
        fc.constantFrom('edit' as const, 'disable' as const, 'delete' as const),
        (stored, which, kind) => {
          const change = changeOf(stored, which, kind)
          const base = at(stored, which)
          const put = (item: Item<string>) => stored.map((one) => (one.id === item.id ? item : one))
          const theirs = { ...base, content: 'theirs' }
          const elsewhere = { ...base, position: base.position + 1 }
          for (const now of [theirs, elsewhere]) {
            const place = stored.indexOf(base) + 1
            const conflict = { kind: 'changed', now, place }
            expect(planChange(put(now), change, 0)).toEqual({ kind: 'conflict', conflict })
          }
          const without = stored.filter(({ id }) => id !== base.id)
          expect(planChange(without, change, 0)).toEqual({ kind: 'conflict', conflict: { kind: 'gone' } })
        },
      ),
    )
  })

  it('that somebody else made already needs no write', () => {
    const stored: Item<string>[] = [{ id: 1, position: 1, content: 'mine' }]
    const base = { id: 1, position: 1, content: 'before' }
    expect(planChange(stored, { kind: 'edit', base, mine: 'mine' }, 0)).toEqual({ kind: 'nothing' })
  })

  it('that adds what is listed word for word makes no second one, and is told from one that did', () => {
    fc.assert(
      fc.property(list, pick, (stored, which) => {
        const add = { kind: 'add' as const, mine: at(stored, which).content }
        expect(planChange(stored, add, newPosition)).toEqual({ kind: 'nothing' })
        expect(writtenItem(stored, stored, add)).toEqual(at(stored, which))
      }),
    )
  })

  it('sent anew after a try whose answer was lost writes over what that try made, and over nothing else', () => {
    fc.assert(
      fc.property(list, fc.boolean(), (before, wasStored) => {
        const own = { id: 777, position: 999, content: 'first words' }
        // Somebody else's, with the same words, was there before.
        const alike = { ...own, id: 778, position: 998 }
        const stored = [...before, alike, ...(wasStored ? [own] : [])]
        const listed = [...before, alike].map(({ id }) => id)
        const add = { kind: 'add' as const, mine: 'better words', lost: [{ sent: 'first words', listed }] }
        const position = wasStored ? own.position : newPosition
        expect(planChange(stored, add, newPosition)).toEqual({
          ...{ kind: 'save', position, content: 'better words', enabled: true },
        })
        const after = carriedOut(stored, add)
        expect(judgeChange(stored, after, add)).toBe('applied')
        expect(writtenItem(stored, after, add)?.content).toBe('better words')
        expect(after).toHaveLength(before.length + 2)
      }),
    )
  })

  it('of an item that holds what a lost try of the same person sent is no conflict', () => {
    const base = { id: 1, position: 1, content: 'before' }
    const edit = { kind: 'edit' as const, base, mine: 'third', lost: [{ sent: 'second', listed: [1] }] }
    const plan = (content: string) => planChange([{ ...base, content }], edit, 0).kind
    expect([plan('before'), plan('second'), plan('theirs')]).toEqual(['save', 'save', 'conflict'])
  })

  it('of an order that loses or doubles an item is never sent', () => {
    const stored = [1, 2, 3].map((id): Item<string> => ({ id, position: id, content: '' }))
    for (const mine of [
      [1, 2],
      [1, 1, 2],
      [3, 2, 1, 4],
    ]) {
      expect(planChange(stored, { kind: 'order', base: [1, 2, 3], mine }, 0).kind).toBe('conflict')
    }
  })

  it('is neither applied nor not applied when something else is there', () => {
    const before: Item<string>[] = [{ id: 1, position: 1, content: 'a' }]
    const now: Item<string>[] = [{ id: 1, position: 1, content: 'c' }]
    const [base] = before
    if (base) expect(judgeChange(before, now, { kind: 'edit', base, mine: 'b' })).toBe('in-part')
  })
})

describe('a draft whose change was stored', () => {
  const item = { id: 1, position: 4, content: 'sent' }
  const asIs = (content: string) => content

  it('is done with when nothing was typed since, and else goes on from what is stored', () => {
    expect(leftOf({ base: null, content: 'sent' }, 'sent', item, asIs)).toBeUndefined()
    expect(leftOf({ base: null, content: 'sent, and more' }, 'sent', item, asIs)).toEqual({
      base: item,
      content: 'sent, and more',
    })
    // Back to how it was before the save is a wish as well.
    expect(leftOf({ base: { ...item, content: 'old' }, content: 'old' }, 'sent', item, asIs)).toEqual({
      base: item,
      content: 'old',
    })
  })
})

describe('a question on the wire', () => {
  it('comes back as it was sent, follow-ups of unknown answers included', () => {
    const words = fc.string({ minLength: 1, maxLength: 20 })
    const followup = fc.record({ question: words, email: fc.boolean() })
    const options = fc.uniqueArray(fc.record({ label: words, value: words, followup: fc.option(followup) }), {
      selector: ({ value }) => value,
      maxLength: 5,
    })
    fc.assert(
      fc.property(words, options, fc.option(followup), (question, chosen, stray) => {
        const otherFollowups = stray ? [{ value: 'no option has this value', ...stray }] : []
        const content = { question, type: 'select' as const, required: true, options: chosen, otherFollowups }
        const wire = { id: 7, ...toWireQuestion({ position: 3, content, enabled: true }) }
        const item = toQuestion(structuredClone(wire))
        expect(sameContent(item, { id: 7, position: 3, content })).toBe(true)
      }),
    )
  })

  it('may have follow-ups that are plain text', () => {
    const wire = { question: 'Which?', question_type: 'select' as const, required: true, enabled: true, step_order: 1 }
    const options = [{ label: 'A', value: 'a' }]
    expect(toQuestion({ id: 1, ...wire, options, followup: { a: 'Why?' } }).content.options).toEqual([
      { label: 'A', value: 'a', followup: { question: 'Why?', email: false } },
    ])
  })
})

describe('a draft on return', () => {
  it('is one no more exactly when what it wants is stored: its own item as it wants it, or its addition word for word', () => {
    fc.assert(
      fc.property(list, pick, pick, fc.boolean(), (items, one, other, isStored) => {
        const item = at(items, one)
        const content = isStored ? item.content : 'something else'
        const drafts = {
          [item.id]: { base: { ...item, content: 'before' }, content },
          new: { base: null, content: isStored ? at(items, other).content : 'nowhere' },
          gone: { base: { ...item, id: 501 }, content: item.content },
        }
        expect(heldAlready(items, drafts).sort()).toEqual(isStored ? [String(item.id), 'new'].sort() : [])
      }),
    )
  })
})
