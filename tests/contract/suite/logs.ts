/** The operational log of a guild. */
import { describe, expect, type TestContext, test } from 'vitest'
import { z } from 'zod'
import type { Current } from './target'
import { integer, shaped, utcMoment } from './wire'

const log = z.looseObject({
  logs: z.array(
    z.looseObject({
      timestamp: utcMoment,
      event_type: z.string(),
      guild_id: integer.nullable(),
      message: z.string(),
      details: z.record(z.string(), z.unknown()),
    }),
  ),
})
type Logged = z.output<typeof log>['logs']

/** Tests the log; runs best after settings were saved, which leaves an event. */
export function logGuarantees(current: Current): void {
  describe('the log', () => {
    const path = (query: string): string => `/api/dashboard/logs?guild_id=${current().secrets.guildId}${query}`
    const read = async (query = ''): Promise<Logged> => shaped(log, await current().get('GET', path(query))).logs
    const some = (context: TestContext, events: Logged): void => {
      if (events.length === 0) current().leaveOut(context, 'nothing has happened since this server started')
    }

    test("has the guild's own events and those of all, newest first, guilds as bare integers", async () => {
      const events = await read()
      const guilds = new Set(events.map(({ guild_id }) => guild_id?.value))
      expect([...guilds].filter((guild) => guild !== undefined && guild !== current().secrets.guildId)).toEqual([])
      const times = events.map(({ timestamp }) => timestamp)
      expect(times).toEqual([...times].sort().reverse())
    })

    test('is capped at a hundred, and shows one entry for zero or less', async (context) => {
      const events = await read('&limit=500')
      expect(events.length).toBeLessThanOrEqual(100)
      some(context, events)
      expect([(await read('&limit=0')).length, (await read('&limit=-5')).length]).toEqual([1, 1])
    })

    test('can be narrowed to types, unknown and misspelt ones showing nothing', async (context) => {
      expect(await read('&event_types=NO_SUCH_TYPE')).toEqual([])
      expect(await read('&event_types=settings_changed')).toEqual([])
      const events = await read('&event_types=SETTINGS_CHANGED,NO_SUCH_TYPE')
      some(context, events)
      expect([...new Set(events.map(({ event_type }) => event_type))]).toEqual(['SETTINGS_CHANGED'])
    })

    test('tells of saved settings: category, number and who', async (context) => {
      const events = await read('&event_types=SETTINGS_CHANGED&limit=100')
      const saved = events.find(({ details }) => details.action === 'bulk_update')
      if (!saved) return current().leaveOut(context, 'no settings were saved since this server started')
      const shape = { scope: z.string(), count: integer, updated_by: z.string(), source: z.literal('api') }
      shaped(z.looseObject(shape), saved.details)
      expect(saved.message).toMatch(/^Bulk settings update: \d+ settings in scope '.+'$/)
    })

    test('needs a guild', async () => {
      const times = current().facts.generation === 'C' ? 2 : 1
      const complaints = await current().complaints('GET', '/api/dashboard/logs')
      expect(complaints).toEqual(Array(times).fill('missing at query.guild_id'))
    })
  })
}
