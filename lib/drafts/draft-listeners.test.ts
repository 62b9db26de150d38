import { describe, expect, it, vi } from 'vitest'
import { openDraft } from './draft-store'
import { createShelves } from './shelf'
import { makeDevice } from './test-device'
import { open, path, readValue, type Value, wishes } from './test-draft'

describe('whoever shows a draft', () => {
  it('tells a field of nothing but its own edit: the others stay the same objects', () => {
    const device = makeDevice()
    const [one, two] = [open(device.openTab()), open(device.openTab())]
    one.edit('a', 'x')
    const before = two.entries().a
    const told = vi.fn()
    createShelves(device.openTab()).watch(told)
    one.edit('b', 1)
    expect(two.entries().a).toBe(before)
    expect(told).toHaveBeenCalledTimes(1)
    const same = two.entries()
    two.takeReading({ values: {}, readAt: 2 })
    expect(two.entries()).toBe(same)
  })

  it('is told once of each edit of its own tab and of others, as long as it listens, and asks for no reading by its own', () => {
    const device = makeDevice()
    const [asked, first, second] = [vi.fn(), vi.fn(), vi.fn()]
    const draft = open(device.openTab(), {}, { onStale: asked })
    const stopFirst = draft.subscribe(first)
    const stopSecond = draft.subscribe(second)
    draft.edit('a', 'x')
    draft.edit('a', 'xx')
    draft.edit('b', 1)
    draft.discard()
    expect([first.mock.calls.length, asked.mock.calls.length]).toEqual([4, 0])
    stopFirst()
    open(device.openTab()).edit('b', 1)
    expect([first.mock.calls.length, second.mock.calls.length]).toEqual([4, 5])
    stopSecond()
    draft.edit('b', 2)
    expect(second).toHaveBeenCalledTimes(5)
  })

  it('asks for a reading when another tab has seen more, or let go of an edit, and not while nobody looks', () => {
    const device = makeDevice()
    const asked = vi.fn()
    const draft = openDraft<Value>({
      ...{ shelf: createShelves(device.openTab()).open(path), readValue, onStale: asked },
      reading: { values: {}, readAt: 1 },
    })
    const stop = draft.subscribe(() => undefined)
    const ahead = open(device.openTab(), {}, { readAt: 2 })
    ahead.edit('a', 'x')
    expect(asked).toHaveBeenCalledTimes(1)
    ahead.discard(['a'])
    expect(asked).toHaveBeenCalledTimes(2)
    stop()
    ahead.edit('a', 'y')
    expect(asked).toHaveBeenCalledTimes(2)
    // Looked at again, it shows what was typed elsewhere meanwhile.
    draft.subscribe(() => undefined)
    expect(wishes(draft)).toEqual({ a: 'y' })
  })

  it('loses nothing that was typed elsewhere while nobody looked', () => {
    const device = makeDevice()
    const shelf = createShelves(device.openTab()).open(path)
    const draft = openDraft<Value>({ shelf, readValue, onStale: () => undefined, reading: { values: {}, readAt: 1 } })
    open(device.openTab()).edit('b', 1)
    draft.takeReading({ values: {}, readAt: 2 })
    expect(wishes(draft)).toEqual({ b: 1 })
    expect(wishes(open(device.openTab()))).toEqual({ b: 1 })
  })

  it('goes on from a save of one’s own where it was typed on during it', () => {
    const draft = open(makeDevice().openTab(), { a: 'x' })
    draft.edit('a', 'y')
    draft.noteSent([{ key: 'a', mine: 'y' }], true)
    draft.edit('a', 'z')
    expect(draft.takeReading({ values: { a: 'y' }, readAt: 2 })).toEqual([])
    draft.noteSent([{ key: 'a', mine: 'y' }], false)
    expect(draft.entries()).toEqual({ a: { base: 'y', mine: 'z', seenAt: 2 } })
  })
})
