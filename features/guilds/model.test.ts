import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Snowflake } from '@/lib/format/snowflake'
import { askMax, findGuilds, guildsToAsk, inOrder, rememberVisit, sortGuilds } from './model'

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

const summary = (number: number, name = `Guild ${number}`) => ({
  id: String(1_100_000_000_000_000_000n + BigInt(number)) as Snowflake,
  name,
  memberCount: 1,
})

describe('the list of a person', () => {
  const numbers = fc.uniqueArray(fc.nat(30))

  it('stands in the order people count in', () => {
    const names = ['Club 10', 'club 2', 'Ålesund', 'Zoo', 'Club 9'].map((name, index) => summary(index, name))
    expect(inOrder(names, [summary(3).id]).map(({ name }) => name)).toEqual([
      'Zoo',
      'Ålesund',
      'club 2',
      'Club 9',
      'Club 10',
    ])
  })

  it('holds each guild they administer once, with the bot or without, and of the bot’s others only what Alphapy granted', () => {
    fc.assert(
      fc.property(numbers, numbers, numbers, numbers, (mine, granted, ofBot, visited) => {
        const ids = (of: number[]) => of.map((number) => summary(number).id)
        const { guilds, withoutBot, botKnown } = sortGuilds({
          administered: mine.map((number) => summary(number)),
          letInto: new Set(ids(granted)),
          ofBot: ofBot.map((number) => summary(number)),
          visitedIds: ids(visited),
          invitation: 'https://discord.com/oauth2/authorize?client_id=1',
        })
        const shown = [...guilds, ...withoutBot].map(({ id }) => id)
        expect(new Set(shown).size).toBe(shown.length)
        const wanted = ids([...mine, ...granted.filter((number) => ofBot.includes(number))])
        expect(new Set(shown)).toEqual(new Set(wanted))
        expect(guilds.every(({ id }) => ids(ofBot).includes(id))).toBe(true)
        expect(withoutBot.some(({ id }) => ids(ofBot).includes(id))).toBe(false)
        expect(
          withoutBot.every(({ id, inviteUrl }) => new URL(inviteUrl ?? '').searchParams.get('guild_id') === id),
        ).toBe(true)
        expect(botKnown).toBe(true)
        const order = guilds.map(({ id }) => ids(visited).indexOf(id)).filter((rank) => rank >= 0)
        expect(order).toEqual([...order].sort((a, b) => a - b))
      }),
    )
  })

  it('leaves nothing out when the bot cannot be asked where it is', () => {
    const administered = [summary(1), summary(2)]
    const { guilds, withoutBot, botKnown } = sortGuilds({
      administered,
      letInto: new Set(),
      ofBot: undefined,
      visitedIds: [],
      invitation: undefined,
    })
    expect(guilds.map(({ id }) => id)).toEqual(administered.map(({ id }) => id))
    expect([withoutBot, botKnown]).toEqual([[], false])
  })

  it('has those visited last first, then the others by name', () => {
    const guilds = [summary(1, 'Zebra'), summary(2, 'Atlas'), summary(3, 'Éclair'), summary(4, 'Dock')]
    const names = inOrder(guilds, [summary(4).id, summary(1).id]).map(({ name }) => name)
    expect(names).toEqual(['Dock', 'Zebra', 'Atlas', 'Éclair'])
  })
})

describe('the search', () => {
  const guilds = [summary(1, 'Harbour Café'), summary(2, 'Pixel Workshop'), summary(3, 'café Pixel')]
  it.each([
    ['cafe', ['Harbour Café', 'café Pixel']],
    ['PIXEL  work', ['Pixel Workshop']],
    [summary(2).id, ['Pixel Workshop']],
    ['', ['Harbour Café', 'Pixel Workshop', 'café Pixel']],
    ['nowhere', []],
  ])('%j finds %j', (typed, names) => {
    expect(findGuilds(guilds, typed).map(({ name }) => name)).toEqual(names)
  })
})
