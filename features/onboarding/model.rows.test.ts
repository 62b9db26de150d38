import { describe, expect, it } from 'vitest'
import { addedItem, judgeChange, planChange, readDraft, toWireQuestion } from './model'
import type { Item } from './schema'

const rows = (...held: [id: number, content: string][]): Item<string>[] =>
  held.map(([id, content], index) => ({ id, position: index + 1, content }))

describe('an order', () => {
  const change = { kind: 'order' as const, base: [1, 2, 3], mine: [3, 2, 1] }
  const ids = (...order: number[]) => rows(...order.map((id): [number, string] => [id, '']))

  it('is not put over another one that somebody made meanwhile, nor over a list that has grown or shrunk', () => {
    for (const now of [ids(2, 1, 3), ids(1, 2, 3, 4), ids(1, 2)]) {
      expect(planChange(now, change, 0)).toEqual({ kind: 'conflict', conflict: { kind: 'order' } })
    }
    expect(planChange(ids(3, 2, 1), change, 0)).toEqual({ kind: 'nothing' })
  })

  it('holds, or does not, whatever was added or taken away besides', () => {
    const judged = (...order: number[]) => judgeChange(ids(1, 2, 3), ids(...order), change)
    expect([judged(3, 2, 1), judged(3, 9, 2, 1)]).toEqual(['applied', 'applied'])
    expect([judged(1, 2, 3), judged(1, 2, 3, 9), judged(1, 2)]).toEqual(['not-applied', 'not-applied', 'not-applied'])
    expect(judged(2, 1, 3)).toBe('in-part')
  })
})

describe('a change whose words stand elsewhere too', () => {
  const before = rows([1, 'a'], [2, 'mine'])

  it('is no edit of its own item', () => {
    const edit = { kind: 'edit' as const, base: { id: 1, position: 1, content: 'a' }, mine: 'mine' }
    expect(judgeChange(before, before, edit)).toBe('not-applied')
  })

  it('is no addition until there is another row of them', () => {
    expect(judgeChange(before, before, { kind: 'add', mine: 'mine' })).toBe('not-applied')
    const after = [...before, { id: 3, position: 3, content: 'mine' }]
    expect(judgeChange(before, after, { kind: 'add', mine: 'mine' })).toBe('applied')
    expect(addedItem(before, after, 'mine')?.id).toBe(3)
  })
})

describe('a question on the wire', () => {
  it('is off when it is to be off, at the position it is to have', () => {
    const content = { question: 'Why?', type: 'text' as const, required: false, options: [], otherFollowups: [] }
    expect(toWireQuestion({ position: 4, content, enabled: false })).toMatchObject({ enabled: false, step_order: 4 })
    expect(toWireQuestion({ position: 4, content, enabled: true })).toMatchObject({ enabled: true })
  })
})

describe('a draft from the device', () => {
  const readText = (raw: unknown) => (typeof raw === 'string' ? raw : undefined)
  const base = { id: 1, position: 2, content: 'a' }
  const lost = [{ sent: 'b', listed: [1] }]

  it('comes back as it was kept', () => {
    for (const draft of [
      { base, content: 'b' },
      { base: null, content: 'b', lost },
      { base, content: 'b', lost },
    ]) {
      expect(readDraft(JSON.parse(JSON.stringify(draft)), readText)).toEqual(draft)
    }
  })

  it('is none when anything of it is not what its form holds; a lost try that makes no sense is left out', () => {
    for (const raw of [
      undefined,
      'text',
      [],
      { base, content: 7 },
      { content: 'b' },
      { base: 'x', content: 'b' },
      { base: { ...base, id: '1' }, content: 'b' },
      { base: { ...base, position: 1.5 }, content: 'b' },
      { base: { ...base, content: {} }, content: 'b' },
    ]) {
      expect([raw, readDraft(raw, readText)]).toEqual([raw, undefined])
    }
    for (const nonsense of ['x', [7], [{ sent: 'b', listed: ['1'] }], [{ sent: 7, listed: [1] }]]) {
      expect(readDraft({ base, content: 'b', lost: nonsense }, readText)).toEqual({ base, content: 'b' })
    }
    expect(readDraft({ base, content: 'b', lost: [...lost, 7] }, readText)?.lost).toEqual(lost)
  })
})
