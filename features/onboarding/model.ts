/**
 * Editing by identity on a backend that saves by position, as pure functions: what to send for a change, and what a later
 * reading says about it. Disabled rows hold a position and are never listed; `positionForNew` keeps clear of them.
 */

import type { Question } from '@/lib/alphapy/endpoints/onboarding-questions'
import type { OnboardingRule } from '@/lib/alphapy/endpoints/onboarding-rules'
import type { Judgement } from '@/lib/alphapy/transport/verify-write'
import { areIds } from '@/lib/drafts/order-draft'
import type { Change, Conflict, Draft, Item, LostTry, QuestionContent, RuleContent } from './schema'

/** What to do about a change, decided on what is stored now. */
export type Plan<Content> =
  | { kind: 'conflict'; conflict: Conflict<Content> }
  /** It is so already. */
  | { kind: 'nothing' }
  | { kind: 'save'; position: number; content: Content; enabled: boolean }
  | { kind: 'delete'; id: number }
  | { kind: 'order'; ids: number[] }

/**
 * Finds the item by its id and plans the write at the position it has now. An item that was changed or moved since the
 * person began is a conflict, unless it is what they want or what a lost try of theirs made of it. What is to be added and
 * is listed word for word needs no second row; a row that a lost try made after all is written over. `newPosition`: where
 * an added item is stored.
 */
export function planChange<Content>(
  stored: readonly Item<Content>[],
  change: Change<Content>,
  newPosition: number,
): Plan<Content> {
  if (change.kind === 'add') {
    const { mine, lost = [] } = change
    if (stored.some(({ content }) => sameContent(content, mine))) return { kind: 'nothing' }
    const made = stored.find(({ id, content }) =>
      lost.some(({ sent, listed }) => !listed.includes(id) && sameContent(content, sent)),
    )
    return { kind: 'save', position: made?.position ?? newPosition, content: mine, enabled: true }
  }
  if (change.kind === 'order') return planOrder(stored, change)
  const { base } = change
  const index = stored.findIndex(({ id }) => id === base.id)
  const now = stored[index]
  // Gone, it is as an earlier try of the same person wanted it, whoever did it.
  if (!now)
    return isRemoval(change) && change.tried ? { kind: 'nothing' } : { kind: 'conflict', conflict: { kind: 'gone' } }
  if (change.kind === 'edit' && sameContent(now.content, change.mine)) return { kind: 'nothing' }
  const own = change.kind === 'edit' ? (change.lost ?? []).map(({ sent }) => sent) : []
  if (now.position !== base.position || ![base.content, ...own].some((held) => sameContent(now.content, held))) {
    return { kind: 'conflict', conflict: { kind: 'changed', now, place: index + 1 } }
  }
  if (change.kind === 'delete') return { kind: 'delete', id: now.id }
  const { position } = now
  return change.kind === 'disable'
    ? { kind: 'save', position, content: now.content, enabled: false }
    : { kind: 'save', position, content: change.mine, enabled: true }
}

function planOrder<Content>(
  stored: readonly Item<Content>[],
  { base, mine }: { base: number[]; mine: number[] },
): Plan<Content> {
  const now = stored.map(({ id }) => id)
  if (sameContent(now, mine)) return { kind: 'nothing' }
  const isPermutation = sameContent([...base].sort(byNumber), [...mine].sort(byNumber))
  if (!sameContent(now, base) || !isPermutation) return { kind: 'conflict', conflict: { kind: 'order' } }
  return { kind: 'order', ids: mine }
}

/** Whether a change takes an item out of the list. */
export function isRemoval<Content>(
  change: Change<Content>,
): change is Extract<Change<Content>, { kind: 'disable' | 'delete' }> {
  return change.kind === 'disable' || change.kind === 'delete'
}

/** What a reading taken after a change says about it, by identity and content. `before`: the reading it was planned on. */
export function judgeChange<Content>(
  before: readonly Item<Content>[],
  now: readonly Item<Content>[],
  change: Change<Content>,
): Judgement {
  const untouched = sameContent(before, now)
  const orElse = (applied: boolean): Judgement => (applied ? 'applied' : untouched ? 'not-applied' : 'in-part')
  switch (change.kind) {
    case 'add':
      return orElse(addedItem(before, now, change.mine) !== undefined)
    case 'edit':
      return orElse(now.some(({ id, content }) => id === change.base.id && sameContent(content, change.mine)))
    case 'disable':
    case 'delete':
      return orElse(!now.some(({ id }) => id === change.base.id))
    case 'order': {
      const wanted = new Set(change.mine)
      const order = now.map(({ id }) => id).filter((id) => wanted.has(id))
      const unmoved = change.base.filter((id) => order.includes(id))
      if (sameContent(order, change.mine)) return 'applied'
      return sameContent(order, unmoved) ? 'not-applied' : 'in-part'
    }
  }
}

/** The row that an addition made or wrote over: it holds what was sent, and did not before. */
export function addedItem<Content>(
  before: readonly Item<Content>[],
  now: readonly Item<Content>[],
  content: Content,
): Item<Content> | undefined {
  const heldIt = new Set(before.filter((item) => sameContent(item.content, content)).map(({ id }) => id))
  return now.find((item) => !heldIt.has(item.id) && sameContent(item.content, content))
}

/** The item that holds what an addition or edit wanted, in a list read after it; `before` as for `judgeChange`. */
export function writtenItem<Content>(
  before: readonly Item<Content>[],
  now: readonly Item<Content>[],
  change: Change<Content>,
): Item<Content> | undefined {
  if (change.kind === 'edit') return now.find(({ id }) => id === change.base.id)
  if (change.kind !== 'add') return undefined
  return addedItem(before, now, change.mine) ?? now.find(({ content }) => sameContent(content, change.mine))
}

/**
 * What is left of a draft once what was sent of it is stored as `item`: nothing, or what was typed since, as an edit of it.
 * `sendable` as it was for the sending.
 */
export function leftOf<Content>(
  { content }: Draft<Content>,
  sent: Content,
  item: Item<Content>,
  sendable: (content: Content) => Content,
): Draft<Content> | undefined {
  return sameContent(sendable(content), sent) ? undefined : { base: item, content }
}

/** True for equal content, however its fields are ordered. */
export function sameContent(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b)
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, held: unknown) =>
    typeof held === 'object' && held !== null && !Array.isArray(held)
      ? Object.fromEntries(Object.entries(held).sort(([a], [b]) => (a < b ? -1 : 1)))
      : held,
  )
}

/** Items in a wanted order. Those the order does not name come last; ids without an item are passed over. */
export function inOrder<Content>(items: readonly Item<Content>[], ids: readonly number[]): Item<Content>[] {
  const named = ids.flatMap((id) => items.filter((item) => item.id === id))
  return [...named, ...items.filter(({ id }) => !ids.includes(id))]
}

/** A question as listed. */
export function toQuestion(wire: Question): Item<QuestionContent> {
  const followups = Object.entries(wire.followup ?? {}).map(([value, asked]) => ({
    value,
    question: typeof asked === 'string' ? asked : asked.question,
    email: typeof asked !== 'string' && asked.type === 'email',
  }))
  const options = (wire.options ?? []).map(({ label, value }) => {
    const found = followups.find((followup) => followup.value === value)
    return { label, value, followup: found ? { question: found.question, email: found.email } : null }
  })
  const content = {
    question: wire.question,
    type: wire.question_type,
    required: wire.required,
    options,
    otherFollowups: followups.filter(({ value }) => !options.some((option) => option.value === value)),
  }
  return { id: wire.id, position: wire.step_order, content }
}

/** A question as it is sent. */
export function toWireQuestion({
  position,
  content,
  enabled,
}: {
  position: number
  content: QuestionContent
  enabled: boolean
}): Omit<Question, 'id'> {
  const { question, type, required, options, otherFollowups } = content
  const asked = [
    ...otherFollowups,
    ...options.flatMap(({ value, followup }) => (followup ? [{ value, ...followup }] : [])),
  ].map(({ value, question: words, email }) => [value, { question: words, ...(email ? { type: 'email' } : {}) }])
  return {
    question,
    question_type: type,
    required,
    options: options.map(({ label, value }) => ({ label, value })),
    followup: Object.fromEntries(asked),
    enabled,
    step_order: position,
  }
}

/** A rule as listed. */
export function toRule(wire: OnboardingRule): Item<RuleContent> {
  const { title, description, thumbnail_url, image_url } = wire
  const content = { title, description, thumbnailUrl: thumbnail_url || null, imageUrl: image_url || null }
  return { id: wire.id, position: wire.rule_order, content }
}

/** A draft as it was kept on the device; `undefined` for anything its form could not show. */
export function readDraft<Content>(
  raw: unknown,
  readContent: (raw: unknown) => Content | undefined,
): Draft<Content> | undefined {
  if (!isRecord(raw)) return undefined
  const content = readContent(raw.content)
  if (content === undefined) return undefined
  const lost = readLost(raw.lost, readContent)
  const tries = lost.length > 0 ? { lost } : {}
  if (raw.base === null) return { base: null, content, ...tries }
  if (!isRecord(raw.base)) return undefined
  const { id, position, content: rawBase } = raw.base
  const base = readContent(rawBase)
  if (base === undefined || !Number.isSafeInteger(id) || !Number.isSafeInteger(position)) return undefined
  return { base: { id: id as number, position: position as number, content: base }, content, ...tries }
}

function readLost<Content>(raw: unknown, readContent: (raw: unknown) => Content | undefined) {
  return (Array.isArray(raw) ? raw : []).flatMap((one): LostTry<Content>[] => {
    if (!isRecord(one) || !areIds(one.listed)) return []
    const sent = readContent(one.sent)
    return sent === undefined ? [] : [{ sent, listed: one.listed }]
  })
}

/**
 * The drafts whose wish is stored already, by key: an edit whose item holds it, or an addition that is listed word for
 * word. They are none any more.
 */
export function heldAlready<Content>(
  stored: readonly Item<Content>[],
  drafts: Readonly<Record<string, Draft<Content>>>,
): string[] {
  return Object.entries(drafts)
    .filter(([, { base, content }]) =>
      stored.some((item) => (base === null || item.id === base.id) && sameContent(item.content, content)),
    )
    .map(([key]) => key)
}

function isRecord(raw: unknown): raw is Record<string, unknown> {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw)
}

function byNumber(a: number, b: number): number {
  return a - b
}
