import { describe, expect, it, vi } from 'vitest'
import { createShelves } from './shelf'
import { makeDevice } from './test-device'

const settings = ['ada', 'guild', 'settings']
const reminders = [...settings, 'reminders']

describe('the count of drafts', () => {
  it('is that of a guild or of one part of it, whoever it is kept for and in whichever tab, and of nothing named alike', () => {
    const device = makeDevice()
    const shelves = createShelves(device.openTab())
    createShelves(device.openTab()).open(reminders).put('a', 1)
    shelves.open([...settings, 'gdpr']).put('b', 1)
    shelves.open(['bram', 'guild', 'settings', 'gdpr']).put('b', 1)
    expect([shelves.count(settings), shelves.count(reminders)]).toEqual([2, 1])
    for (const path of [['ada', 'guild', 'sett'], [...settings, 'remind'], ['ad'], ['ada', 'guild/settings']]) {
      expect([path, shelves.count(path)]).toEqual([path, 0])
    }
  })

  it('is told of anew with every change of this tab and of others, and of nothing that is no draft', () => {
    const device = makeDevice()
    const tab = device.openTab()
    const shelves = createShelves(tab)
    const told = vi.fn()
    const stop = shelves.watch(told)
    const isToldBy = (change: () => void) => {
      const before = told.mock.calls.length
      change()
      return told.mock.calls.length - before
    }
    const other = createShelves(device.openTab()).open(reminders)
    const storage = (key: string | null) => {
      ;(tab.events as EventTarget).dispatchEvent(Object.assign(new Event('storage'), { key }))
    }
    expect(isToldBy(() => shelves.open(reminders).put('a', 1))).toBe(1)
    expect(isToldBy(() => other.put('b', 1))).toBe(1)
    expect(isToldBy(() => other.remove('b'))).toBe(1)
    expect(isToldBy(() => shelves.open(reminders).remove('a'))).toBe(1)
    // Everything was cleared away.
    expect(isToldBy(() => storage(null))).toBe(1)
    expect(isToldBy(() => storage('theme'))).toBe(0)
    stop()
    expect(isToldBy(() => other.put('c', 1))).toBe(0)
    expect(isToldBy(() => shelves.open(reminders).put('c', 2))).toBe(0)
  })
})

describe('a draft that only this tab keeps', () => {
  it('makes no other one unsafe', () => {
    const device = makeDevice()
    const shelves = createShelves(device.openTab())
    device.fail('refuses')
    shelves.open(reminders).put('a', 1)
    expect(shelves.open(reminders).isSafe()).toBe(false)
    expect(shelves.open([...settings, 'gdpr']).isSafe()).toBe(true)
  })

  it('asks before its tab closes, whatever page is open, until it is kept or let go', () => {
    const device = makeDevice()
    const tab = device.openTab()
    const shelves = createShelves(tab)
    const isAskedAbout = () =>
      !(tab.events as EventTarget).dispatchEvent(new Event('beforeunload', { cancelable: true }))
    const shelf = shelves.open(reminders)
    shelf.put('a', 1)
    expect(isAskedAbout()).toBe(false)
    device.fail('refuses')
    shelf.put('a', 2)
    shelves.open(['bram', 'guild', 'onboarding']).put('b', 1)
    expect(isAskedAbout()).toBe(true)
    device.fail('works')
    shelf.put('a', 3)
    expect(isAskedAbout()).toBe(true)
    shelves.open(['bram', 'guild', 'onboarding']).remove('b')
    expect(isAskedAbout()).toBe(false)
  })
})
