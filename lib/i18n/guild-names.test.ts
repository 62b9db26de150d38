import { describe, expect, it } from 'vitest'
import { type GuildNames, spokenName } from './guild-names'

const names: GuildNames = {
  kind: 'known',
  channels: [
    { id: '1', name: 'Café', kind: 'category', categoryId: null },
    { id: '2', name: 'Crew', kind: 'category', categoryId: null },
    { id: '3', name: 'rules', kind: 'text', categoryId: null },
    { id: '4', name: 'general', kind: 'text', categoryId: '1' },
    { id: '5', name: 'general', kind: 'announcement', categoryId: '2' },
    { id: '6', name: 'log', kind: 'text', categoryId: '2' },
    { id: '7', name: 'log', kind: 'text', categoryId: '2' },
  ],
  roles: [
    { id: '8', name: 'Crew', colour: '#ff0000' },
    { id: '9', name: 'Guest', colour: null },
    { id: '10', name: 'Guest', colour: null },
  ],
}

describe('a name said of an id', () => {
  it('is how Discord writes it', () => {
    expect(spokenName(names, 'channel', '3')).toBe('#rules')
    expect(spokenName(names, 'channel', '1')).toBe('Café')
    expect(spokenName(names, 'role', '8')).toBe('@Crew')
  })

  it('never leaves two things with the same name the same', () => {
    expect(spokenName(names, 'channel', '4')).toBe('#general (Café)')
    expect(spokenName(names, 'channel', '5')).toBe('#general (Crew)')
    expect(spokenName(names, 'channel', '6')).toBe('#log (6)')
    expect(spokenName(names, 'role', '9')).toBe('@Guest (9)')
    const spoken = names.channels.map(({ id }) => spokenName(names, 'channel', id))
    expect(new Set(spoken).size).toBe(names.channels.length)
  })

  it('is not made up: an id that is not listed has none, and none is known while names are not', () => {
    expect(spokenName(names, 'channel', '8')).toBeUndefined()
    expect(spokenName(names, 'role', '1')).toBeUndefined()
    expect(spokenName({ kind: 'pending' }, 'channel', '3')).toBeUndefined()
    expect(spokenName({ kind: 'unavailable', why: 'noKey' }, 'role', '8')).toBeUndefined()
  })
})
