/** The verification queue, and deciding a case. Both hardly work in the real server. */
import { type Call, type Route, route } from '../route'
import { literal, nullable, text } from '../wire/fields'
import type { Json } from '../wire/json-write'
import { HttpError, orFail } from '../wire/reply'
import { isoZulu } from '../wire/time'

interface TicketRow {
  id: number
  user_id: bigint
  channel_id: bigint
  status: string
  ai_reason: string | null
  ai_can_verify: boolean | null
  ai_needs_manual_review: boolean | null
  payment_date: string | null
  created_at: string | null
}

/** Queue and resolve. */
export const verificationRoutes: readonly Route[] = [
  route({
    method: 'GET',
    pattern: '/api/dashboard/{guild_id}/verification/queue',
    since: 'C',
    access: 'service',
    handle: (call) => orFail('Failed to fetch verification queue', () => listQueue(call)),
  }),
  route({
    method: 'POST',
    pattern: '/api/dashboard/{guild_id}/verification/{ticket_id}/resolve',
    since: 'C',
    access: 'service',
    body: [
      { name: 'outcome', check: literal('approved', 'rejected') },
      { name: 'reason', check: nullable(text), fallback: null },
    ],
    handle: (call) => orFail('Failed to resolve verification', () => resolveTicket(call)),
  }),
]

/** Oldest first. The bot stamps every row it looked at, which is why the measured filter finds none. */
async function listQueue({ world, guildId }: Call): Promise<Json> {
  const unstamped = world.defects.verificationQueueEmpty ? 'and resolved_at is null' : ''
  const rows = await world.db.rows<TicketRow>(
    `select * from verification_tickets where guild_id = $1 and status = 'manual_review' ${unstamped}
     order by created_at, id`,
    [guildId],
  )
  return rows.map((row) => ({
    id: row.id,
    user_id: row.user_id,
    channel_id: row.channel_id,
    status: row.status,
    ai_reason: row.ai_reason,
    ai_can_verify: row.ai_can_verify,
    ai_needs_manual_review: row.ai_needs_manual_review,
    payment_date: row.payment_date,
    created_at: row.created_at === null ? null : isoZulu(row.created_at),
  }))
}

async function resolveTicket({ world, guildId, args, body, actor }: Call): Promise<Json> {
  if (!world.bot.online) throw new HttpError(503, 'Bot not available')
  if (world.defects.verificationResolveFails) {
    if (!world.verificationPoolBroken) {
      world.verificationPoolBroken = true
      throw new Error('The pool belongs to another event loop')
    }
    throw new HttpError(
      400,
      'got Future <Future pending cb=[Protocol._on_waiter_completed()]> attached to a different loop',
    )
  }
  const id = args.int('ticket_id')
  const outcome = body.text('outcome')
  const [row] = await world.db.rows<TicketRow>('select * from verification_tickets where id = $1 and guild_id = $2', [
    id,
    guildId,
  ])
  if (!row) throw new HttpError(400, 'Verification ticket not found')
  if (row.status !== 'manual_review') throw new HttpError(400, 'Ticket is not awaiting manual review')
  await world.db.run(
    `update verification_tickets set status = $2, resolved_at = $3, resolved_by_user_id = $4, rejection_reason = $5
     where id = $1`,
    [
      id,
      outcome === 'approved' ? 'verified' : 'rejected',
      world.now(),
      actor.discordId,
      outcome === 'rejected' ? body.optionalText('reason') : null,
    ],
  )
  return { success: true, outcome, ticket_id: id }
}
