/**
 * Editing by identity on a backend that saves by position, as pure functions: what to send for a change, and what a later
 * reading says about it. Disabled rows hold a position and are never listed; `positionForNew` keeps clear of them.
 */

import type { Question } from '@/lib/alphapy/endpoints/onboarding-questions'
import type { OnboardingRule } from '@/lib/alphapy/endpoints/onboarding-rules'
import type { Judgement } from '@/lib/alphapy/transport/verify-write'
import type { Change, Conflict, Draft, Item, OrderDraft, QuestionContent, RuleContent } from './schema'

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
 * person began is a conflict, unless it already is what they want. `newPosition`: where an
 * added item is stored.
 */
export function planChange<Content>(
  stored: readonly Item<Content>[],
  change: Change<Content>,
  newPosition: number,
): Plan<Content> {
  if (change.kind === 'add') {
    return { kind: 'save', position: newPosition, content: change.mine, enabled: true }
  }
  if (change.kind === 'order') return planOrder(stored, change)
  const { base } = change
  const index = stored.findIndex(({ id }) => id === base.id)
  const now = stored[index]
  if (!now) return { kind: 'conflict', conflict: { kind: 'gone' } }
  if (change.kind === 'edit' && sameContent(now.content, change.mine)) return { kind: 'nothing' }
  if (now.position !== base.position || !sameContent(now.content, base.content)) {
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

/** The row that an addition made: it was not there before and holds what was sent. */
export function addedItem<Content>(
  before: readonly Item<Content>[],
  now: readonly Item<Content>[],
  content: Content,
): Item<Content> | undefined {
  const known = new Set(before.map(({ id }) => id))
  return now.find((item) => !known.has(item.id) && sameContent(item.content, content))
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

/** The ids with one moved up (-1) or down (1); unchanged at the ends. */
export function moved(ids: readonly number[], id: number, by: -1 | 1): number[] {
  const from = ids.indexOf(id)
  const to = from + by
  if (from < 0 || to < 0 || to >= ids.length) return [...ids]
  const rest = ids.filter((_, index) => index !== from)
  return [...rest.slice(0, to), id, ...rest.slice(to)]
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
  if (raw.base === null) return { base: null, content }
  if (!isRecord(raw.base)) return undefined
  const { id, position, content: rawBase } = raw.base
  const base = readContent(rawBase)
  if (base === undefined || !Number.isSafeInteger(id) || !Number.isSafeInteger(position)) return undefined
  return { base: { id: id as number, position: position as number, content: base }, content }
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

/** An order as it was kept on the device. */
export function readOrder(raw: unknown): OrderDraft | undefined {
  if (!isRecord(raw)) return undefined
  const areIds = (ids: unknown): ids is number[] => Array.isArray(ids) && ids.every(Number.isSafeInteger)
  return areIds(raw.base) && areIds(raw.mine) ? { base: raw.base, mine: raw.mine } : undefined
}

/** The content of a question, if it is that. */
export function readQuestion(raw: unknown): QuestionContent | undefined {
  if (!isRecord(raw)) return undefined
  const { question, type, required, options, otherFollowups } = raw
  const isFollowup = (asked: unknown) => hasTexts(asked, 'question') && typeof asked.email === 'boolean'
  const isOption = (one: unknown) =>
    hasTexts(one, 'label', 'value') && (one.followup === null || isFollowup(one.followup))
  const isKnown =
    typeof question === 'string' &&
    ['select', 'multiselect', 'text', 'email'].includes(String(type)) &&
    typeof required === 'boolean' &&
    Array.isArray(options) &&
    options.every(isOption) &&
    Array.isArray(otherFollowups) &&
    otherFollowups.every((asked) => hasTexts(asked, 'value') && isFollowup(asked))
  return isKnown ? ({ question, type, required, options, otherFollowups } as QuestionContent) : undefined
}

/** The content of a rule, if it is that. */
export function readRule(raw: unknown): RuleContent | undefined {
  if (!hasTexts(raw, 'title', 'description')) return undefined
  const { title, description, thumbnailUrl, imageUrl } = raw
  const isAddress = (address: unknown) => address === null || typeof address === 'string'
  return isAddress(thumbnailUrl) && isAddress(imageUrl)
    ? ({ title, description, thumbnailUrl, imageUrl } as RuleContent)
    : undefined
}

function isRecord(raw: unknown): raw is Record<string, unknown> {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw)
}

function hasTexts(raw: unknown, ...names: string[]): raw is Record<string, unknown> {
  return isRecord(raw) && names.every((name) => typeof raw[name] === 'string')
}

function byNumber(a: number, b: number): number {
  return a - b
}
