/** Control routes for the server itself: database, limits, configuration, slash commands, events. */
import { ControlProblem, type ControlRoute } from '../kit/control'
import { serverJson } from './control-json'
import { booleanValue, idValue, numberValue, objectValue, textValue } from './control-values'
import type { Bindable } from './db/database'
import { type Defects, isDefectName } from './defects'
import { isGeneration } from './generation'
import { runSlashCommand } from './slash'
import { epochOf, isoUtc } from './wire/time'
import type { World } from './world'

/** `/sql`, `/limits`, `/config`, `/slash`, `/events`. */
export function serverControlRoutes(world: World): Record<string, ControlRoute> {
  return {
    'POST /sql': async ({ body }) => {
      const params: unknown[] = Array.isArray(body.params) ? body.params : []
      const rows = await world.db.direct<Record<string, unknown>>(textValue(body.query, 'query'), params.map(bindable))
      return {
        rows: rows.map((row) =>
          Object.fromEntries(
            Object.entries(row).map(([name, cell]) => [name, typeof cell === 'bigint' ? cell.toString() : cell]),
          ),
        ),
      }
    },
    'POST /limits': ({ body }) => {
      const { limits } = world.limiter
      if (body.reads !== undefined) limits.reads = numberValue(body.reads, 'reads')
      if (body.writes !== undefined) limits.writes = numberValue(body.writes, 'writes')
      if (body.probes !== undefined) limits.probes = numberValue(body.probes, 'probes')
      if (body.windowMs !== undefined) limits.windowMs = numberValue(body.windowMs, 'windowMs')
      if (body.enabled !== undefined) limits.enabled = booleanValue(body.enabled, 'enabled')
      return { ...limits }
    },
    'POST /limits/reset': () => world.limiter.reset(),
    'POST /config': ({ body }) => {
      if (body.generation !== undefined) {
        if (!isGeneration(body.generation)) throw new ControlProblem('generation must be A, B or C')
        world.generation = body.generation
      }
      if (body.apiKey !== undefined) world.apiKey = body.apiKey === null ? null : textValue(body.apiKey, 'apiKey')
      if (body.database !== undefined) world.db.available = booleanValue(body.database, 'database')
      if (body.defects !== undefined) world.setDefects(defectChange(body.defects))
      return {
        generation: world.generation,
        defects: world.switchSettings,
        apiKeySet: world.apiKey !== null,
        database: world.db.available,
      }
    },
    'POST /slash': ({ body }) => {
      if (body.value === undefined) throw new ControlProblem('value must be given; null clears the setting')
      return runSlashCommand(world, {
        guildId: idValue(body.guildId, 'guildId'),
        actorId: idValue(body.actorDiscordId, 'actorDiscordId'),
        scope: textValue(body.scope, 'scope'),
        key: textValue(body.key, 'key'),
        value: body.value,
      })
    },
    'POST /events': ({ body }) => {
      const at = body.at === undefined ? world.now() : textValue(body.at, 'at')
      if (Number.isNaN(epochOf(at))) throw new ControlProblem('at must be an ISO 8601 time')
      const details = serverJson(objectValue(body.details ?? {}, 'details'))
      world.log.record({
        timestamp: isoUtc(at),
        type: textValue(body.type, 'type'),
        guildId: body.guildId === undefined || body.guildId === null ? null : idValue(body.guildId, 'guildId'),
        message: textValue(body.message ?? '', 'message'),
        details: details instanceof Map ? Object.fromEntries(details) : {},
      })
    },
  }
}

function defectChange(value: unknown): 'head' | 'repaired' | Partial<Defects> {
  if (value === 'head' || value === 'repaired') return value
  const change: Partial<Defects> = {}
  for (const [name, on] of Object.entries(objectValue(value, 'defects'))) {
    if (!isDefectName(name)) throw new ControlProblem(`There is no defect ${name}`)
    change[name] = booleanValue(on, name)
  }
  return change
}

function bindable(value: unknown): Bindable {
  if (value === null || typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string') {
    return value
  }
  if (Array.isArray(value)) return value.map(String)
  return JSON.stringify(value)
}
