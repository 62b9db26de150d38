/** Putting questions and rules into another order. */
import type { Queries } from '../db/database'
import { type Call, type Route, route } from '../route'
import { integer, list, nullable } from '../wire/fields'
import type { PyJson } from '../wire/json-read'
import type { Json } from '../wire/json-write'
import { orFail } from '../wire/reply'

interface Ordered {
  table: 'guild_onboarding_questions' | 'guild_rules'
  column: 'step_order' | 'rule_order'
}

const QUESTIONS: Ordered = { table: 'guild_onboarding_questions', column: 'step_order' }
const RULES: Ordered = { table: 'guild_rules', column: 'rule_order' }

/** Positions 1, 2, 3 … in list order, in one transaction. Unknown ids consume a position. */
export const reorderRoutes: readonly Route[] = [
  route({
    method: 'POST',
    pattern: '/api/dashboard/{guild_id}/onboarding/reorder',
    access: 'guild',
    body: [
      { name: 'questions', check: nullable(list(integer)), fallback: null },
      { name: 'rules', check: nullable(list(integer)), fallback: null },
    ],
    handle: (call) => orFail('Failed to reorder items', () => reorder(call)),
  }),
]

async function reorder({ world, guildId, body }: Call): Promise<Json> {
  const place = world.defects.reorderCollides ? placeOneByOne : placeFreely
  await world.db.transaction(async (queries) => {
    await place(queries, guildId, QUESTIONS, ids(body.optionalList('questions')))
    await place(queries, guildId, RULES, ids(body.optionalList('rules')))
  })
  return { success: true, message: 'Order updated successfully' }
}

function ids(values: PyJson[] | null): bigint[] {
  return (values ?? []).filter((value) => typeof value === 'bigint')
}

/** As measured: each row goes straight to its position, so an occupied one breaks the unique key. */
async function placeOneByOne(queries: Queries, guildId: bigint, { table, column }: Ordered, order: bigint[]) {
  for (const [index, id] of order.entries()) {
    await queries.run(`update ${table} set ${column} = $1, updated_at = now() where id = $2 and guild_id = $3`, [
      index + 1,
      id,
      guildId,
    ])
  }
}

/** As meant: listed rows take their positions, rows standing in the way move behind all others. */
async function placeFreely(queries: Queries, guildId: bigint, { table, column }: Ordered, order: bigint[]) {
  const rows = await queries.rows<{ id: number; position: number }>(
    `select id, ${column} as position from ${table} where guild_id = $1 order by ${column}`,
    [guildId],
  )
  const wanted = new Map(order.map((id, index) => [Number(id), index + 1]))
  const listed = rows.filter((row) => wanted.has(row.id))
  const taken = new Set(listed.map((row) => wanted.get(row.id)))
  let last = Math.max(order.length, ...rows.map((row) => row.position))
  const moves = rows.flatMap((row) => {
    const target = wanted.get(row.id)
    if (target !== undefined) return [{ id: row.id, target }]
    if (!taken.has(row.position)) return []
    last += 1
    return [{ id: row.id, target: last }]
  })
  for (const sign of [-1, 1]) {
    for (const { id, target } of moves) {
      await queries.run(`update ${table} set ${column} = $1, updated_at = now() where id = $2`, [sign * target, id])
    }
  }
}
