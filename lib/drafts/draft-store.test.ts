import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { overtaken } from './draft'
import { makeDevice } from './test-device'
import { open, wishes } from './test-draft'

describe('a draft on the device', () => {
  it('is there again after a reload, with the base the person saw', () => {
    const device = makeDevice()
    open(device.openTab(), { a: 'x' }).edit('a', 'y')
    const again = open(device.openTab(), { a: 'z' }, { readAt: 2 })
    expect(again.entries()).toEqual({ a: { base: 'x', mine: 'y', seenAt: 1 } })
    expect(again.hasRestored()).toBe(true)
  })

  it('is lost to nobody and shown to nobody else: person, guild and category each have their own', () => {
    const device = makeDevice()
    open(device.openTab()).edit('a', 'y')
    for (const of of [
      ['bram', 'guild', 'settings', 'reminders'],
      ['ada', 'elsewhere', 'settings', 'reminders'],
      ['ada', 'guild', 'settings', 'remind'],
      ['ad', 'a/guild', 'settings', 'reminders'],
      ['ada', 'guild/settings', 'reminders'],
    ]) {
      expect(open(device.openTab(), {}, { of }).entries()).toEqual({})
    }
    expect(wishes(open(device.openTab()))).toEqual({ a: 'y' })
  })

  it('in two tabs is one draft: each edit of either is in both, whatever the order', () => {
    const steps = fc.array(
      fc.tuple(fc.boolean(), fc.constantFrom('a', 'b', 'c'), fc.oneof(fc.boolean(), fc.constantFrom(1, 'x'))),
      { maxLength: 15 },
    )
    fc.assert(
      fc.property(steps, (typed) => {
        const device = makeDevice()
        const [one, two] = [open(device.openTab()), open(device.openTab())]
        for (const [inOne, key, mine] of typed) (inOne ? one : two).edit(key, mine)
        const last = Object.fromEntries(typed.map(([, key, mine]) => [key, mine]))
        expect(wishes(one)).toEqual(last)
        expect(wishes(two)).toEqual(last)
        expect(wishes(open(device.openTab()))).toEqual(last)
      }),
    )
  })

  it('is not destroyed by a tab that has not heard yet what another saved', () => {
    const device = makeDevice()
    const asked = vi.fn()
    const saving = open(device.openTab(), { a: 'x' })
    const behind = open(device.openTab(), { a: 'x' }, { onStale: asked })
    saving.edit('a', 'y')
    saving.takeReading({ values: { a: 'y' }, readAt: 2 })
    expect(asked).toHaveBeenCalledTimes(1)
    // Back to what the other tab still takes for stored.
    saving.edit('a', 'x')
    expect(wishes(behind)).toEqual({ a: 'x' })
    behind.takeReading({ values: { a: 'x' }, readAt: 1 })
    expect(wishes(saving)).toEqual({ a: 'x' })
    behind.takeReading({ values: { a: 'y' }, readAt: 3 })
    expect(saving.entries()).toEqual({ a: { base: 'y', mine: 'x', seenAt: 2 } })
  })

  it('knows what was sent and not heard of as the person’s own, in every tab and after a reload', () => {
    const device = makeDevice()
    const [one, two] = [open(device.openTab(), { a: 'x' }), open(device.openTab(), { a: 'x' })]
    one.edit('a', 'y')
    one.noteSent([{ key: 'a', mine: 'y' }], true)
    two.edit('a', 'z')
    const now = { values: { a: 'y' }, readAt: 2 }
    const again = open(device.openTab(), { a: 'y' }, { readAt: 2 })
    expect(overtaken(again.entries(), now)).toEqual([])
    again.takeReading(now)
    for (const tab of [one, two, again]) {
      expect(tab.entries()).toEqual({ a: { base: 'y', mine: 'z', seenAt: 2, sent: ['y'] } })
    }
    two.noteSent([{ key: 'a', mine: 'y' }], false)
    expect(one.entries()).toEqual({ a: { base: 'y', mine: 'z', seenAt: 2 } })
  })

  it('tells what held already, and lets it go in every tab', () => {
    const device = makeDevice()
    const [one, two] = [open(device.openTab()), open(device.openTab())]
    one.edit('a', 'x')
    one.edit('b', 1)
    expect(one.takeReading({ values: { a: 'x' }, readAt: 2 })).toEqual(['a'])
    expect(wishes(two)).toEqual({ b: 1 })
  })

  it('that was stored while its page was away leaves with the reading the page comes with', () => {
    const device = makeDevice()
    open(device.openTab(), { a: 'x' }).edit('a', 'y')
    const again = open(device.openTab(), { a: 'y' }, { readAt: 2 })
    expect(again.takeReading({ values: { a: 'y' }, readAt: 2 })).toEqual(['a'])
    expect(device.held.size).toBe(0)
  })

  it('is not let go by a reading that arrives after a newer one', () => {
    const draft = open(makeDevice().openTab(), { a: 'x' })
    draft.edit('a', 'y')
    draft.takeReading({ values: { a: 'z' }, readAt: 3 })
    expect(draft.takeReading({ values: { a: 'y' }, readAt: 2 })).toEqual([])
    expect(wishes(draft)).toEqual({ a: 'y' })
    draft.edit('b', 1)
    expect(draft.entries().b?.seenAt).toBe(3)
  })

  it('goes only when it is discarded, in part or as a whole', () => {
    const device = makeDevice()
    const draft = open(device.openTab())
    draft.edit('a', 'x')
    draft.edit('b', 1)
    draft.discard(['a'])
    expect(wishes(open(device.openTab()))).toEqual({ b: 1 })
    draft.discard()
    expect(device.held.size).toBe(0)
  })

  it('takes mine over theirs as the person saw it, and over nothing that was stored after that', () => {
    const draft = open(makeDevice().openTab(), { a: 'x' })
    draft.edit('a', 'y')
    draft.takeReading({ values: { a: 'z' }, readAt: 2 })
    draft.takeReading({ values: { a: 'third' }, readAt: 3 })
    draft.insist('a', { value: 'z', readAt: 2 })
    expect(draft.entries()).toEqual({ a: { base: 'z', mine: 'y', seenAt: 2 } })
    expect(overtaken(draft.entries(), { values: { a: 'third' }, readAt: 3 })).toEqual(['a'])
    draft.insist('a', { value: 'x', readAt: 1 })
    expect(draft.entries().a?.seenAt).toBe(2)
  })

  it('tells of an earlier visit as long as an edit of it is there, and of no new one', () => {
    const device = makeDevice()
    const first = open(device.openTab())
    expect(first.hasRestored()).toBe(false)
    first.edit('a', 'x')
    first.edit('b', 1)
    expect(first.hasRestored()).toBe(false)
    const again = open(device.openTab())
    again.edit('c', true)
    again.discard(['a'])
    expect(again.hasRestored()).toBe(true)
    first.discard(['b'])
    expect(again.hasRestored()).toBe(false)
    again.edit('b', 2)
    expect(again.hasRestored()).toBe(false)
  })
})

describe('a device that fails', () => {
  it.each(['refuses', 'missing'] as const)('and %s storage leaves a draft of the tab, which says so', (how) => {
    const device = makeDevice()
    device.fail(how)
    const draft = open(device.openTab())
    expect(draft.isSafe()).toBe(true)
    draft.edit('a', 'x')
    expect(wishes(draft)).toEqual({ a: 'x' })
    expect(draft.isSafe()).toBe(false)
    draft.discard()
    expect(draft.isSafe()).toBe(true)
  })

  it('when full keeps the newest in the tab, and never shows what was kept before in its place', () => {
    const device = makeDevice({ capacity: 60 })
    const draft = open(device.openTab())
    draft.edit('a', 'x')
    draft.edit('a', 'far too long for what is left of the place on this device')
    expect(draft.isSafe()).toBe(false)
    draft.takeReading({ values: {}, readAt: 2 })
    expect(wishes(draft)).toEqual({ a: 'far too long for what is left of the place on this device' })
    draft.edit('a', 'y')
    expect(draft.isSafe()).toBe(true)
    expect(wishes(open(device.openTab()))).toEqual({ a: 'y' })
  })

  it('holding anything at all under the names of a draft breaks nothing, and what is no entry is cleared away', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor')),
            fc.oneof(fc.string(), fc.json()),
          ),
          { maxLength: 6 },
        ),
        (garbage) => {
          const device = makeDevice()
          open(device.openTab()).edit('b', 1)
          const [good = ''] = device.held.keys()
          for (const [name, text] of garbage)
            device.held.set(good.slice(0, -1) + encodeURIComponent(name.toWellFormed()), text)
          device.held.set(good, '{"base":null,"mine":1,"seenAt":1}')
          const draft = open(device.openTab())
          draft.takeReading({ values: {}, readAt: 1 })
          expect(draft.entries().b).toEqual({ base: null, mine: 1, seenAt: 1 })
          expect(device.held.size).toBe(Object.keys(draft.entries()).length)
        },
      ),
    )
  })

  it('brings back no value that its field could not hold, nor a field the form does not have', () => {
    const device = makeDevice()
    open(device.openTab()).edit('a', 'x')
    const [kept = ''] = device.held.keys()
    device.held.set(kept, '{"base":null,"mine":[1],"seenAt":1}')
    device.held.set(`${kept.slice(0, -1)}d`, '{"base":null,"mine":"x","seenAt":1}')
    expect(open(device.openTab()).entries()).toEqual({})
  })

  it('leaves entries of another shape’s version alone', () => {
    const device = makeDevice()
    device.held.set('mind.draft.2/ada/guild/settings/reminders/a', '{}')
    const draft = open(device.openTab())
    draft.takeReading({ values: {}, readAt: 2 })
    expect(device.held.size).toBe(1)
  })
})
