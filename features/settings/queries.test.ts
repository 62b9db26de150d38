import { QueryClient } from '@tanstack/react-query'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { categoryQuery } from './queries'
import type { CategoryView } from './schema'

const view = (enabled: boolean, readAt: number): CategoryView => ({
  ...{ guildId: '1', category: 'reminders', readAt, now: readAt },
  ...{ stored: { enabled }, elsewhere: {}, unreadable: [], unknown: [] },
})

describe('what is known of a category', () => {
  afterEach(() => void vi.unstubAllGlobals())

  it('is kept apart from every other category and guild', () => {
    const keys = [categoryQuery('1', 'reminders'), categoryQuery('1', 'gpt'), categoryQuery('2', 'gpt')]
    expect(new Set(keys.map(({ queryKey }) => JSON.stringify(queryKey))).size).toBe(3)
  })

  it.each([
    ['older', 1, true],
    ['newer', 3, false],
  ])('after a save and an answer that was on its way meanwhile: %s', async (_, readAt, keepsTheSave) => {
    const answer = Promise.withResolvers<Response>()
    vi.stubGlobal('fetch', () => answer.promise)
    const client = new QueryClient()
    const query = categoryQuery('1', 'reminders')
    client.setQueryData(query.queryKey, view(false, 0))
    const reading = client.fetchQuery({ ...query, staleTime: 0 })
    client.setQueryData(query.queryKey, view(true, 2))
    answer.resolve(Response.json({ ok: true, data: view(false, readAt) }))
    await reading
    expect(client.getQueryData(query.queryKey)?.stored).toEqual({ enabled: keepsTheSave })
  })
})
