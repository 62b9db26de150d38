/** The operational log of a guild. */
import { type Call, intQuery, type Route, route, textQuery } from '../route'
import { integer } from '../wire/fields'
import type { Json } from '../wire/json-write'

/** Newest first, at most a hundred, at least one; unknown event types match nothing. */
export const logRoutes: readonly Route[] = [
  route({
    method: 'GET',
    pattern: '/api/dashboard/logs',
    access: 'guild',
    query: [{ name: 'guild_id', check: integer }, intQuery('limit', 50n), textQuery('event_types')],
    handle: listEvents,
  }),
]

async function listEvents({ world, guildId, args }: Call): Promise<Json> {
  const types = args.optionalText('event_types')
  const wanted = types ? types.split(',').map((type) => type.trim()) : null
  return {
    logs: world.log.list(guildId, Number(args.int('limit')), wanted).map((event) => ({
      timestamp: event.timestamp,
      event_type: event.type,
      guild_id: event.guildId,
      message: event.message,
      details: event.details,
    })),
  }
}
