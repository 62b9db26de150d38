/**
 * What a question or rule of onboarding may be. The backend checks nothing, and Discord refuses what is too long only when
 * a new member is shown it, so the limits are those of the bot's messages: its buttons, menus, forms and embeds.
 */

/** The limits, in characters and pieces. */
export const onboardingLimits = {
  /** The name of an embed's field is 256; the bot adds 4. */
  question: 250,
  /** The bot cuts a longer question in a form. */
  questionInForm: 45,
  followup: 45,
  buttonLabel: 80,
  menuLabel: 100,
  value: 100,
  buttons: 24,
  menuEntries: 25,
  ruleTitle: 256,
  ruleDescription: 4_096,
  address: 2_048,
} as const

/** Why content may not be saved: a key of `messages/` → `onboarding.refusals`, with its numbers. */
export interface ContentRefusal {
  key: 'needed' | 'tooLong' | 'notText' | 'optionsNeeded' | 'tooManyOptions' | 'valueTwice' | 'notAnAddress'
  values?: { max: number }
}

/** Refusals by field: `question`, `options`, `options.2.label`, `title` … */
export type ContentRefusals = Record<string, ContentRefusal>

interface Option {
  label: string
  value: string
  followup: { question: string } | null
}

/** What is wrong with a question; empty when it may be saved. Options count for choice questions alone. */
export function questionRefusals(content: { question: string; type: string; options: readonly Option[] }) {
  const refusals = new Refusals()
  refusals.text('question', content.question, onboardingLimits.question)
  if (content.type !== 'select' && content.type !== 'multiselect') return refusals.found
  const isButtons = content.type === 'select'
  const max = isButtons ? onboardingLimits.buttons : onboardingLimits.menuEntries
  if (content.options.length === 0) refusals.add('options', { key: 'optionsNeeded' })
  if (content.options.length > max) refusals.add('options', { key: 'tooManyOptions', values: { max } })
  content.options.forEach(({ label, value, followup }, index) => {
    const at = `options.${index}`
    refusals.text(`${at}.label`, label, isButtons ? onboardingLimits.buttonLabel : onboardingLimits.menuLabel)
    refusals.text(`${at}.value`, value, onboardingLimits.value)
    const isFirst = content.options.findIndex((other) => other.value === value) === index
    if (!isFirst && value.trim() !== '') refusals.add(`${at}.value`, { key: 'valueTwice' })
    if (isButtons && followup) refusals.text(`${at}.followup`, followup.question, onboardingLimits.followup)
  })
  return refusals.found
}

/** What is wrong with a rule; empty when it may be saved. */
export function ruleRefusals(content: {
  title: string
  description: string
  thumbnailUrl: string | null
  imageUrl: string | null
}): ContentRefusals {
  const refusals = new Refusals()
  refusals.text('title', content.title, onboardingLimits.ruleTitle)
  refusals.text('description', content.description, onboardingLimits.ruleDescription)
  for (const field of ['thumbnailUrl', 'imageUrl'] as const) {
    const address = content[field]
    if (address !== null && !isWebAddress(address)) refusals.add(field, { key: 'notAnAddress' })
  }
  return refusals.found
}

/** True when the bot will cut the question: forms of Discord have short titles. */
export function isCutInForm({ question, type }: { question: string; type: string }): boolean {
  return (type === 'text' || type === 'email') && question.length > onboardingLimits.questionInForm
}

class Refusals {
  readonly found: ContentRefusals = {}

  add(field: string, refusal: ContentRefusal): void {
    this.found[field] ??= refusal
  }

  text(field: string, text: string, max: number): void {
    if (text.trim() === '') this.add(field, { key: 'needed' })
    // What no text column can hold: NUL, half of a character.
    else if (text.includes('\0') || !text.isWellFormed()) this.add(field, { key: 'notText' })
    else if (text.length > max) this.add(field, { key: 'tooLong', values: { max } })
  }
}

/** Discord shows pictures from http and https alone; anything else it refuses together with the message. */
function isWebAddress(text: string): boolean {
  if (text.length > onboardingLimits.address || /\s/.test(text) || !text.isWellFormed()) return false
  return URL.canParse(text) && /^https?:\/\/[^/]/i.test(text)
}
