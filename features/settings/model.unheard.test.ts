import { expect, it } from 'vitest'
import { mergeCategory, type StoredCategory } from './model'

const storedOf = (known: StoredCategory['known']): StoredCategory => ({ known, unreadable: {}, unknown: {} })

it('a save goes on from what the same person sent before and heard no end of, and from nobody else’s', () => {
  const edit = { key: 'a', base: 'x', mine: 'z', sent: ['y', null] }
  expect(mergeCategory(storedOf({ a: 'y' }), [edit])).toMatchObject({ kind: 'merged', settings: { a: 'z' } })
  expect(mergeCategory(storedOf({}), [edit])).toMatchObject({ kind: 'merged', settings: { a: 'z' } })
  expect(mergeCategory(storedOf({ a: true }), [edit]).kind).toBe('conflict')
  // Back to what it was: no wish is lost to what came in between.
  const back = mergeCategory(storedOf({ a: 'y' }), [{ ...edit, mine: 'x' }])
  expect(back).toMatchObject({ kind: 'merged', settings: { a: 'x' } })
  expect(mergeCategory({ known: {}, unreadable: { a: 'maybe' }, unknown: {} }, [edit]).kind).toBe('conflict')
})
