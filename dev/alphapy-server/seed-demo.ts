/** Fills a server with the demo: rows, guilds, events and counters. */
import { BOT_COMMANDS, LLM_CALLS, seedEvents } from '../seed/alphapy-live'
import { alphapyRows } from '../seed/alphapy-rows'
import { GUILDS } from '../seed/guilds'
import { PEOPLE } from '../seed/people'
import { parseGuild } from './control-guilds'
import { serverJson } from './control-json'
import { isoUtc, momentText } from './wire/time'
import type { World } from './world'

const UPTIME_MS = 3_100 * 60_000

/** Seeds the demo; `rows` false leaves the database alone (a kept folder) and only sets up what lives in memory. */
export async function seedDemo(world: World, options: { rows: boolean }): Promise<void> {
  const now = world.kit.clock.now()
  for (const guild of Object.values(GUILDS)) world.bot.guilds.set(BigInt(guild.id), parseGuild({ ...guild }))
  world.bot.readySince = now - UPTIME_MS
  world.startedAt = Date.now() - UPTIME_MS
  world.bot.commands = BOT_COMMANDS.map(([qualifiedName, description]) => ({
    qualifiedName,
    description,
    type: 'slash',
  }))
  if (options.rows) await insertRows(world, now)
  for (const event of seedEvents((minutes) => new Date(now - minutes * 60_000).toISOString())) {
    const details = serverJson(event.details)
    world.log.record({
      timestamp: isoUtc(event.at),
      type: event.type,
      guildId: event.guildId === null ? null : BigInt(event.guildId),
      message: event.message,
      details: details instanceof Map ? Object.fromEntries(details) : {},
    })
  }
  for (const [minutes, tokens, latencyMs, errorType] of LLM_CALLS) {
    const at = momentText(now - minutes * 60_000)
    world.bot.llm.record({ at, userId: BigInt(PEOPLE.mira.discordId), tokens, latencyMs, errorType })
  }
  const misread = world.defects.botMisreadsText
  for (const id of world.bot.guilds.keys()) await world.bot.reload(world.db, id, { misread, strict: false })
}

async function insertRows(world: World, now: number): Promise<void> {
  await world.db.transaction(async (queries) => {
    for (const { table, rows } of alphapyRows(now)) {
      for (const row of rows) {
        const columns = Object.keys(row)
        const places = columns.map((_, index) => `$${index + 1}`)
        await queries.run(
          `insert into ${table} (${columns.join(', ')}) values (${places.join(', ')})`,
          Object.values(row),
        )
      }
    }
  })
}
