/** What a question or rule may hold: read from what was kept on the device, and made ready to be sent. */
import type { QuestionContent, RuleContent } from '../schema'

/** A question as it is to be stored: one that is not answered by choosing has no options, whatever its form still holds. */
export function sendableQuestion(content: QuestionContent): QuestionContent {
  return content.type === 'select' || content.type === 'multiselect' ? content : { ...content, options: [] }
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

function hasTexts(raw: unknown, ...names: string[]): raw is Record<string, unknown> {
  return isRecord(raw) && names.every((name) => typeof raw[name] === 'string')
}

function isRecord(raw: unknown): raw is Record<string, unknown> {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw)
}
