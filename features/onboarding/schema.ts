import * as z from 'zod'
import type { EffectNote } from '@/lib/alphapy/catalogue/definition'
import type { Result } from '@/lib/problems/result'

/** Wider than any limit a person is told: those are in `model.ts`, with words. */
const anyText = z.string().max(6_000)

const followupSchema = z.object({ question: anyText, email: z.boolean() })

const questionContent = z.object({
  question: anyText,
  type: z.enum(['select', 'multiselect', 'text', 'email']),
  required: z.boolean(),
  options: z.array(z.object({ label: anyText, value: anyText, followup: followupSchema.nullable() })).max(100),
  /** Follow-ups of answers that are no option. The bot never asks them; they are kept as they are. */
  otherFollowups: z.array(followupSchema.extend({ value: anyText })).max(100),
})

const ruleContent = z.object({
  title: anyText,
  description: anyText,
  thumbnailUrl: anyText.nullable(),
  imageUrl: anyText.nullable(),
})

/** Who typed it. Another person's session does not save it. */
const personId = z.string().max(100).optional()

/** Sent before, and nobody knows what became of it. */
const tried = z.boolean().optional()

const rowIds = z.array(z.number().int()).max(500)

function changeOf<Content extends z.ZodType>(content: Content) {
  const base = z.object({ id: z.number().int(), position: z.number().int(), content })
  const lost = z
    .array(z.object({ sent: content, listed: rowIds }))
    .max(20)
    .optional()
  return z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('add'), mine: content, lost }),
    z.object({ kind: z.literal('edit'), base, mine: content, lost }),
    z.object({ kind: z.literal('disable'), base, tried }),
    z.object({ kind: z.literal('delete'), base, tried }),
    z.object({ kind: z.literal('order'), base: rowIds, mine: rowIds }),
  ])
}

/** What the page sends: one change of the questions. */
export const changeQuestionsSchema = z.object({
  guildId: z.string().max(40),
  change: changeOf(questionContent),
  personId,
})

/** What the page sends: one change of the rules. */
export const changeRulesSchema = z.object({ guildId: z.string().max(40), change: changeOf(ruleContent), personId })

/** What is asked of a new member. */
export type QuestionContent = z.infer<typeof questionContent>

/** An answer to choose, and what is asked after it. */
export type QuestionOption = QuestionContent['options'][number]

/** What a new member is shown. */
export type RuleContent = z.infer<typeof ruleContent>

/** The two lists of onboarding. */
export type ListName = 'questions' | 'rules'

/** A question or rule as the backend lists it. `position`: where it is stored; unequal to its place among the listed ones. */
export interface Item<Content> {
  id: number
  position: number
  content: Content
}

/** A try that nobody knows the fate of: what was sent, and the ids that were listed before it. */
export interface LostTry<Content> {
  sent: Content
  listed: number[]
}

/**
 * A new or changed item that is not saved yet. `base`: what was stored when the person began; none for a new one. `lost`:
 * earlier tries to save it.
 */
export interface Draft<Content> {
  base: Item<Content> | null
  content: Content
  lost?: LostTry<Content>[] | undefined
}

/** One change as a person made it. `base`: what they saw when they began. */
export type Change<Content> =
  /** `lost`: earlier tries, which may be stored by now. */
  | { kind: 'add'; mine: Content; lost?: LostTry<Content>[] | undefined }
  | { kind: 'edit'; base: Item<Content>; mine: Content; lost?: LostTry<Content>[] | undefined }
  /** `tried`: it was sent before, and may be done by now. */
  | { kind: 'disable'; base: Item<Content>; tried?: boolean | undefined }
  | { kind: 'delete'; base: Item<Content>; tried?: boolean | undefined }
  /** Ids in the order seen, and in the order wanted. */
  | { kind: 'order'; base: number[]; mine: number[] }

/** A list as it was read. */
export interface Listing<Content> {
  items: Item<Content>[]
  readAt: number
}

/** What newcomers go through in a mode. */
export type Mode = 'disabled' | 'rules_only' | 'rules_with_questions' | 'questions_only' | 'unknown'

/**
 * What is stored of how onboarding goes. `asked`: whether newcomers may meet each list, also where the bot takes an off for
 * on. `limits`: why it may do otherwise, as notes of its settings.
 */
export interface Flow {
  isOn: boolean
  mode: Mode
  asked: Record<ListName, boolean>
  limits: EffectNote[]
}

/** Onboarding as its page shows it. Either list may fail by itself. */
export interface OnboardingView {
  guildId: string
  flow: Flow
  questions: Result<Listing<QuestionContent>>
  rules: Result<Listing<RuleContent>>
  /** Mind's clock when this was made. */
  now: number
}

/** Why nothing was sent. */
export type Conflict<Content> =
  /** The item was changed or moved meanwhile; this is what is stored now. */
  | { kind: 'changed'; now: Item<Content>; place: number }
  /** It is no longer listed: deleted, or disabled. */
  | { kind: 'gone' }
  /** Items were added, removed or moved. */
  | { kind: 'order' }

/**
 * Why nothing of a change is stored: the backend failed, or gave no answer (then it may still come), or said yes and
 * somebody else has undone it since.
 */
export type WhyNot = 'failed' | 'no-answer' | 'replaced'

/** What a change came to, as a read-back showed it. */
export type ChangeOutcome<Content> =
  /** Everything is stored. `written`: by this change, not already before it. */
  | { kind: 'saved'; listing: Listing<Content>; written: boolean }
  /** The backend said yes, but it could not be read back. */
  | { kind: 'accepted' }
  /** Nothing of it is stored. */
  | { kind: 'not-applied'; listing: Listing<Content>; why: WhyNot }
  /** Something is stored, but not what was meant. */
  | { kind: 'in-part'; listing: Listing<Content> }
  /** Nothing was sent. */
  | { kind: 'conflict'; listing: Listing<Content>; conflict: Conflict<Content> }
