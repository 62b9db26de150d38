import { describe, expect, it } from 'vitest'
import { openItems } from './kept-items'
import { createShelves, type Device } from './shelf'
import { makeDevice } from './test-device'

const path = ['ada', 'guild', 'onboarding', 'rules']
const readItem = (raw: unknown) => (typeof raw === 'string' ? raw : undefined)
const open = (tab: Device) => openItems(createShelves(tab).open(path), readItem)

describe('drafts of whole items', () => {
  it('are there again in every tab until they are dropped, the same object while nothing changes', () => {
    const device = makeDevice()
    const [one, two] = [open(device.openTab()), open(device.openTab())]
    one.keep('7', 'half a thought')
    two.keep('new', 'another')
    expect(one.entries()).toEqual({ 7: 'half a thought', new: 'another' })
    expect(one.entries()).toBe(one.entries())
    one.drop('7')
    expect(two.entries()).toEqual({ new: 'another' })
  })

  it('leave out what their form could not show, and clear it away', () => {
    const device = makeDevice()
    const items = open(device.openTab())
    items.keep('7', 'good')
    const [key = ''] = device.held.keys()
    device.held.set(`${key.slice(0, -1)}8`, '{"title":1}')
    device.held.set(`${key.slice(0, -1)}__proto__`, 'not JSON')
    expect(items.entries()).toEqual({ 7: 'good' })
    items.tidy()
    expect([...device.held.keys()]).toEqual([key])
  })
})
