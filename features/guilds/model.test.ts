import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { askMax, guildsToAsk, rememberVisit } from './model'

const guild = (id: string) => ({ id })

describe('the guilds Mind asks about', () => {
  it('are those visited last, then the others, and never more than the budget allows', () => {
    const known = ['1', '2', '3', '4', '5', '6', '7', '8'].map(guild)
    const { ask, complete } = guildsToAsk(known, ['7', '99', '3'])
    expect(ask.map(({ id }) => id)).toEqual(['7', '3', '1', '2', '4', '5'])
    expect(complete).toBe(false)
  })

  it('never repeat and never contain a guild the bot is not in', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(30).map(String)), fc.uniqueArray(fc.nat(30).map(String)), (known, visited) => {
        const { ask, complete } = guildsToAsk(known.map(guild), visited)
        const ids = ask.map(({ id }) => id)
        expect(new Set(ids).size).toBe(ids.length)
        expect(ids.every((id) => known.includes(id))).toBe(true)
        expect(ids.length).toBe(Math.min(askMax, known.length))
        expect(complete).toBe(known.length <= askMax)
      }),
    )
  })

  it('remembers visits newest first, each once', () => {
    expect(rememberVisit(['1', '2', '3'], '3')).toEqual(['3', '1', '2'])
  })
})
