/**
 * POST …/onboarding/reorder. The server gives positions 1, 2, 3 … one row at a time, and fails as a whole when a row lands
 * on a position that is taken at that moment, be it by a disabled row nobody sees: any swap does.
 */
import type { AlphapyClient } from '../transport/client'
import { wireDone } from './fields'
import { type GuildCall, writeBy } from './guild-call'

/** No row has this id; it takes a position without moving anything. */
const dummyId = 0

/** Sends one list of row ids. `onlyIfRoom`: at once or not at all, where nothing but tidiness depends on it. */
export function reorder(
  client: AlphapyClient,
  call: GuildCall & { what: 'questions' | 'rules'; ids: readonly number[]; onlyIfRoom?: true },
) {
  return client.write({
    ...writeBy(call, 'onboarding'),
    ...(call.onlyIfRoom ? { onlyIfRoom: true } : {}),
    method: 'POST',
    path: `/api/dashboard/${call.guildId}/onboarding/reorder`,
    route: '/api/dashboard/:guildId/onboarding/reorder',
    schema: wireDone,
    access: 'guild',
    body: { [call.what]: call.ids },
  })
}

/** Positions of new rows: above everything a person, a slash command or a reorder gives, and within int4. */
const newFrom = 1_000_000
const newTo = 2_000_000_000

/**
 * A position for a new row. Saving onto a taken position overwrites what is there, and disabled rows are taken but not
 * listed: "last + 1" may be one of them, and so may any gap. Commands in Discord use 1 to 20 and reorders stay near the
 * number of rows, so a position drawn (`random`, from 0 to below 1) from two thousand million far above meets none of them,
 * and an unseen row that was added likewise once in as many. The row comes last by it, unless one of those is above;
 * afterwards `homePositions` brings it down by a reorder, which fails rather than overwrites.
 */
export function positionForNew(stored: readonly { position: number }[], random: number): number {
  const taken = new Set(stored.map(({ position }) => position))
  const highest = Math.max(newFrom - 1, ...[...taken].filter((position) => position < newTo))
  // Above the highest as long as that leaves room to draw from; else anywhere in the range.
  const from = newTo - highest > newFrom ? highest + 1 : newFrom
  let position = from + Math.floor(random * (newTo - from))
  while (taken.has(position)) position = position >= newTo ? newFrom : position + 1
  return position
}

/** A reorder gives positions by the length of its list, so only rows up to here can be reached with a short one. */
const nearTo = 1_000

/**
 * How many positions the first of two reorders passes over, so that rows land where none is: above everything listed that
 * is near, with a margin, since a disabled row may stand right behind the last one. `random` varies the margin: a second
 * try is a new chance.
 */
export function awayBase(stored: readonly { position: number }[], random: number): number {
  const taken = new Set(stored.map(({ position }) => position))
  const near = [...taken].filter((position) => position <= nearTo)
  const steps = stored.map((_, index) => index + 1)
  let base = Math.max(0, ...near) + 20 + Math.floor(random * 30)
  while (steps.some((step) => taken.has(base + step))) base += 1
  return base
}

/**
 * Where the rows of a list belong: the near positions that listed rows have already, since those hold no disabled row,
 * and behind them what follows.
 */
export function homePositions(stored: readonly { position: number }[]): number[] {
  const near = stored.map(({ position }) => position).filter((position) => position >= 1 && position <= nearTo)
  const slots = [...new Set(near)].sort(byNumber)
  while (slots.length < stored.length) slots.push((slots.at(-1) ?? 0) + 1)
  return slots
}

/** The list of a reorder that puts each row at its position: rows by position, and an id of no row everywhere else. */
export function reorderList(at: readonly { id: number; position: number }[]): number[] {
  const list = Array.from({ length: Math.max(0, ...at.map(({ position }) => position)) }, () => dummyId)
  for (const { id, position } of at) list[position - 1] = id
  return list
}

function byNumber(a: number, b: number): number {
  return a - b
}
