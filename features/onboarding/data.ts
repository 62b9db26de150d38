/** Reading the two lists of onboarding, and safely changing one item or the order. */
import 'server-only'
import { settingOf } from '@/lib/alphapy/catalogue/catalogue'
import { decodeSetting } from '@/lib/alphapy/catalogue/decode'
import { misreadSettings } from '@/lib/alphapy/catalogue/misread'
import { type ContentRefusals, questionRefusals, ruleRefusals } from '@/lib/alphapy/catalogue/onboarding-limits'
import type { GuildCall, GuildRead } from '@/lib/alphapy/endpoints/guild-call'
import { awayBase, homePositions, positionForNew, reorder, reorderList } from '@/lib/alphapy/endpoints/onboarding-order'
import { getQuestions, removeQuestion, saveQuestion } from '@/lib/alphapy/endpoints/onboarding-questions'
import { getOnboardingRules, removeOnboardingRule, saveOnboardingRule } from '@/lib/alphapy/endpoints/onboarding-rules'
import { getAlphapy } from '@/lib/alphapy/server'
import type { Answered } from '@/lib/alphapy/transport/client'
import type { JsonValue } from '@/lib/alphapy/transport/lossless-json'
import { verifyWrite } from '@/lib/alphapy/transport/verify-write'
import type { Snowflake } from '@/lib/format/snowflake'
import { problem } from '@/lib/problems/problem'
import { failed, ok, type Result } from '@/lib/problems/result'
import type { Actor } from '@/lib/session/actor'
import type { GuildAccess } from '@/lib/session/gates'
import { addedItem, judgeChange, type Plan, planChange, toQuestion, toRule, toWireQuestion } from './model'
import type {
  Change,
  ChangeOutcome,
  Flow,
  Item,
  Listing,
  ListName,
  Mode,
  OnboardingView,
  QuestionContent,
  RuleContent,
  WhyNot,
} from './schema'

/** Onboarding of a guild somebody was let into. `live` reads with the patience of a poll. */
export async function getOnboarding(
  { actor, guildId, settings }: GuildAccess,
  options: { live?: boolean } = {},
): Promise<OnboardingView> {
  const call = { ...callOf(actor, guildId), live: options.live ?? false }
  const [questions, rules] = await Promise.all([questionDesk.read(call), ruleDesk.read(call)])
  return {
    guildId,
    flow: flowOf(settings.value.onboarding ?? {}),
    questions: toListing(questions),
    rules: toListing(rules),
    now: Date.now(),
  }
}

/** The questions as they are stored at this moment. */
export async function getQuestionsNow(actor: Actor, guildId: Snowflake): Promise<Result<Listing<QuestionContent>>> {
  return toListing(await questionDesk.read({ ...callOf(actor, guildId), now: true }))
}

/** The rules as they are stored at this moment. */
export async function getRulesNow(actor: Actor, guildId: Snowflake): Promise<Result<Listing<RuleContent>>> {
  return toListing(await ruleDesk.read({ ...callOf(actor, guildId), now: true }))
}

/** Changes the questions: fresh read → plan by identity → write → read back. */
export function changeQuestionList(actor: Actor, guildId: Snowflake, change: Change<QuestionContent>) {
  return changeList(questionDesk, actor, guildId, change)
}

/** Changes the rules, likewise. */
export function changeRuleList(actor: Actor, guildId: Snowflake, change: Change<RuleContent>) {
  return changeList(ruleDesk, actor, guildId, change)
}

/** How one of the lists is read and written. */
interface Desk<Content> {
  list: ListName
  refusals: (content: Content) => ContentRefusals
  read: (call: GuildRead) => Promise<Result<Answered<Item<Content>[]>>>
  save: (call: GuildCall, row: { position: number; content: Content; enabled: boolean }) => Promise<Result<unknown>>
  remove: (call: GuildCall, id: number) => Promise<Result<unknown>>
}

const questionDesk: Desk<QuestionContent> = {
  list: 'questions',
  refusals: questionRefusals,
  read: async (call) => mapAnswer(await getQuestions(getAlphapy(), call), toQuestion),
  save: (call, row) => saveQuestion(getAlphapy(), { ...call, question: toWireQuestion(row) }),
  remove: (call, questionId) => removeQuestion(getAlphapy(), { ...call, questionId }),
}

const ruleDesk: Desk<RuleContent> = {
  list: 'rules',
  refusals: ruleRefusals,
  read: async (call) => mapAnswer(await getOnboardingRules(getAlphapy(), call), toRule),
  save: (call, { position, content, enabled }) => {
    const { title, description, thumbnailUrl, imageUrl } = content
    const images = { thumbnail_url: thumbnailUrl, image_url: imageUrl }
    return saveOnboardingRule(getAlphapy(), {
      ...call,
      rule: { title, description, ...images, enabled, rule_order: position },
    })
  },
  remove: (call, ruleId) => removeOnboardingRule(getAlphapy(), { ...call, ruleId }),
}

/** How long a change stands behind another one of the same list before it is told to come back, and when. */
const turnPatienceMs = 25_000
const comeBackMs = 3_000

/** Changes of one list take turns: each is planned on what the one before has stored. */
async function changeList<Content>(
  desk: Desk<Content>,
  actor: Actor,
  guildId: Snowflake,
  change: Change<Content>,
): Promise<Result<ChangeOutcome<Content>>> {
  const refused = 'mine' in change && change.kind !== 'order' ? desk.refusals(change.mine) : {}
  if (Object.keys(refused).length > 0) return failed(problem('invalid'))
  const alphapy = getAlphapy()
  const changed = await alphapy.turns.run(`onboarding:${guildId}:${desk.list}`, turnPatienceMs, async () => {
    const { credentials } = actor
    const reserved = await alphapy.reserveSave({ guildId, credentials, purpose: `onboarding ${desk.list}` })
    if (!reserved.ok) return reserved
    try {
      return await changeReserved(desk, { ...callOf(actor, guildId), save: reserved.data }, change)
    } finally {
      reserved.data.release()
    }
  })
  return changed ?? failed(problem('busy', { reason: 'another-save', retryAfterMs: comeBackMs }))
}

async function changeReserved<Content>(
  desk: Desk<Content>,
  call: GuildCall,
  change: Change<Content>,
): Promise<Result<ChangeOutcome<Content>>> {
  const readNow = () => desk.read({ ...call, now: true })
  const before = await readNow()
  if (!before.ok) return before
  const { value: items, readAt } = before.data
  const plan = planChange(items, change, positionForNew(items, Math.random()))
  if (plan.kind === 'conflict') return ok({ ...plan, listing: { items, readAt } })
  if (plan.kind === 'nothing') return ok({ kind: 'saved', listing: { items, readAt }, written: false })

  // Until it is answered it may still be stored.
  let ifNotThere: WhyNot = 'no-answer'
  const outcome = await verifyWrite({
    write: async () => {
      const written = await carryOut(desk, call, plan, items)
      if (written.ok) ifNotThere = 'replaced'
      else if (written.problem.status !== undefined) ifNotThere = 'failed'
      return written
    },
    readBack: readNow,
    judge: (now) => judgeChange(items, now, change),
  })
  if (!outcome.ok) return outcome
  if (outcome.data.kind === 'accepted') return ok({ kind: 'accepted' })
  const { kind, now } = outcome.data
  const listing = { items: now.value, readAt: now.readAt }
  if (kind === 'in-part') return ok({ kind, listing })
  if (kind === 'not-applied') return ok({ kind, listing, why: ifNotThere })
  const added = change.kind === 'add' ? addedItem(items, now.value, change.mine) : undefined
  return ok({ kind: 'saved', listing: added ? await bringDown(desk, call, listing, added) : listing, written: true })
}

async function carryOut<Content>(
  desk: Desk<Content>,
  call: GuildCall,
  plan: Exclude<Plan<Content>, { kind: 'conflict' | 'nothing' }>,
  stored: readonly Item<Content>[],
): Promise<Result<unknown>> {
  switch (plan.kind) {
    case 'save':
      return desk.save(call, plan)
    case 'delete':
      return desk.remove(call, plan.id)
    case 'order': {
      // The backend gives positions one row at a time and fails on a taken one: all rows go where none is, then home.
      const send = (ids: number[], more: { onlyIfRoom?: true } = {}) =>
        reorder(getAlphapy(), { ...call, ...more, what: desk.list, ids })
      const base = awayBase(stored, Math.random())
      const away = await send(reorderList(plan.ids.map((id, index) => ({ id, position: base + index + 1 }))))
      if (!away.ok) return away
      const home = homePositions(stored)
      // The order is right already. When this one fails, only the positions are higher than they need be.
      const atHome = reorderList(plan.ids.map((id, index) => ({ id, position: home[index] ?? index + 1 })))
      await send(atHome, { onlyIfRoom: true })
      return away
    }
  }
}

/**
 * Moves a new row from its far position to the one behind the others, where slash commands can reach it. Best effort: a
 * disabled row may stand there, and then it stays where it is, last in order either way.
 */
async function bringDown<Content>(
  desk: Desk<Content>,
  call: GuildCall,
  listing: Listing<Content>,
  added: Item<Content>,
): Promise<Listing<Content>> {
  const last = listing.items.at(-1)
  const position = homePositions(listing.items).at(-1)
  if (last?.id !== added.id || position === undefined) return listing
  const ids = reorderList([{ id: added.id, position }])
  const sent = await reorder(getAlphapy(), { ...call, what: desk.list, ids, onlyIfRoom: true })
  if (!sent.ok) return listing
  return { ...listing, items: listing.items.map((item) => (item.id === added.id ? { ...item, position } : item)) }
}

function callOf({ userId, credentials }: Actor, guildId: Snowflake): GuildCall {
  return { guildId, actorId: userId, credentials }
}

function mapAnswer<Wire, Content>(
  read: Result<Answered<Wire[]>>,
  toItem: (wire: Wire) => Item<Content>,
): Result<Answered<Item<Content>[]>> {
  return read.ok ? ok({ ...read.data, value: read.data.value.map(toItem) }) : read
}

function toListing<Content>(read: Result<Answered<Item<Content>[]>>): Result<Listing<Content>> {
  return read.ok ? ok({ items: read.data.value, readAt: read.data.readAt }) : read
}

const modes: readonly string[] = ['disabled', 'rules_only', 'rules_with_questions', 'questions_only'] satisfies Mode[]

/** How onboarding goes by the stored overrides of its category, and what the bot is known to make of them. */
export function flowOf(stored: Readonly<Record<string, JsonValue>>): Flow {
  const held = (key: string) => {
    const definition = settingOf('onboarding', key)
    return definition && (decodeSetting(definition, stored[key] ?? null) ?? definition.default)
  }
  const mode = held('mode')
  // Those of onboarding are misread whichever way the server speaks.
  const misread = misreadSettings({ onboarding: stored }, 'text')
  const limits = misread.flatMap(({ key }) => settingOf('onboarding', key)?.note ?? [])
  const isOn = held('enabled') !== false
  const mayRun = isOn || limits.includes('neverOff')
  return {
    isOn,
    mode: modes.includes(String(mode)) ? (mode as Mode) : 'unknown',
    asked: {
      rules: mayRun && (mode === 'rules_only' || mode === 'rules_with_questions'),
      questions: mayRun && (mode === 'questions_only' || mode === 'rules_with_questions'),
    },
    limits,
  }
}
