import { NextIntlClientProvider } from 'next-intl'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import en from '@/messages/en.json'
import nl from '@/messages/nl.json'
import type { CategoryForm, SaveStatus as Status } from '../../hooks'
import type { CategoryView } from '../../schema'
import type { DraftState } from '../use-edits'
import { SaveStatus } from './save-status'

const failed: string[] = []
const view: CategoryView = {
  ...{ guildId: '1', category: 'gpt', readAt: 0, now: 0 },
  ...{ stored: {}, elsewhere: {}, unreadable: [], unknown: [] },
}
const none: DraftState = { edits: [], count: 0, refused: {}, overtaken: [], isSafe: true }

/** What is said where a save stands, as plain text. */
function say(status: Status, language: 'en' | 'nl' = 'en', draft = none): string {
  const form = { status, view, draft: { hasRestored: () => false }, pause: () => undefined } as unknown as CategoryForm
  const provider = {
    locale: language,
    messages: language === 'en' ? en : nl,
    timeZone: 'UTC',
    onError: (error: Error) => failed.push(error.message),
    children: createElement(SaveStatus, { form, draft }),
  }
  return renderToStaticMarkup(createElement(NextIntlClientProvider, provider)).replaceAll(/<[^>]*>/g, '')
}

const saved = (fields: object): Status => ({
  ...{ kind: 'saved', at: 0 },
  outcome: { kind: 'saved', view, written: true, others: [], cleared: [], ...fields },
})

describe('what is said of a save', () => {
  it('claims of no setting that the bot works with it where the bot takes one value for all its servers', () => {
    const inUse = { effect: { kind: 'in-use', at: 0 } }
    const idle = `${en.settings.effect.idle} ${en.settings.fields.gpt.temperature.label}`
    expect(say(saved({ ...inUse, idle: ['temperature'] }))).toMatch(new RegExp(`works with it\\.${idle}$`))
    expect(say(saved({ ...inUse, idle: [] }))).not.toContain(en.settings.effect.idle)
    // Alone, it says all of it by itself.
    const alone = say(saved({ effect: { kind: 'none' }, idle: ['temperature'] }))
    expect(alone).toContain(en.settings.effect.none)
    expect(alone).not.toContain(en.settings.effect.idle)
  })

  it('tells a save that waits for another one from one that waits for room, and who made what came along', () => {
    const waiting = (behind: boolean) => say({ kind: 'waiting', at: 0, behind, clearing: false })
    expect(waiting(true)).toContain(en.saving.behind.settings.split('{')[0])
    expect(waiting(false)).toContain(en.saving.waiting.split('{')[0])
    const change = { key: 'enabled', from: null, to: false, seenAt: 0 }
    const by = (who?: object) => say(saved({ others: [who ? { ...change, by: who } : change] }))
    expect(by()).toContain('who made it is not known')
    expect(by({ self: true })).toContain('you saved it in Mind')
    expect(by({ self: false })).toContain('by another administrator')
    expect(by({ self: false, discordId: '1187' })).toContain('by the Discord account 1187')
  })

  it('tells nobody to wait for a save that as it is now would not go out', () => {
    const waiting: Status = { kind: 'waiting', at: 0, behind: false, clearing: false }
    const edits = [{ key: 'temperature', base: null, mine: 9 }]
    const refused = { temperature: { key: 'outOfRange', values: { min: 0, max: 2 } } } as const
    expect(say(waiting, 'en', { ...none, edits, count: 1 })).toContain(en.saving.waiting.split('{')[0])
    const said = say(waiting, 'en', { ...none, edits, count: 1, refused })
    expect(said).toContain('1 change cannot be saved like this')
    expect(said).not.toContain(en.saving.waiting.split('{')[0])
  })

  it('says that changes are still here only when there are some', () => {
    const some = { ...none, count: 1 }
    const failures: Status[] = [
      { kind: 'not-applied', outcome: { kind: 'not-applied', view, why: 'failed', others: [] } },
      { kind: 'problem', problem: { code: 'unavailable', safeToRepeat: true } },
    ]
    for (const status of failures) {
      expect(say(status)).not.toContain(en.settings.keptHere)
      expect(say(status, 'en', some)).toContain(en.settings.keptHere)
    }
  })

  it('names what the server did not take, of what is not saved and of nothing else', () => {
    const status: Status = {
      kind: 'problem',
      problem: {
        code: 'invalid',
        safeToRepeat: true,
        fieldErrors: { temperature: { key: 'outOfRange' }, gone: { key: 'tooLong' } },
      },
    }
    const edits = ['temperature', 'model'].map((key) => ({ key, base: null, mine: 1 }))
    const { temperature } = en.settings.fields.gpt
    expect(say(status, 'en', { ...none, edits, count: 2 })).toMatch(
      new RegExp(`${en.settings.refused} ${temperature.label}$`),
    )
    expect(say(status)).not.toContain(en.settings.refused)
    expect(
      say({ kind: 'problem', problem: { code: 'invalid', safeToRepeat: true } }, 'en', { ...none, edits }),
    ).not.toContain(en.settings.refused)
  })

  it('says why nothing is stored, each reason in its own words, in both languages', () => {
    const reasons = ['failed', 'no-answer', 'replaced', 'overtaken'] as const
    for (const language of ['en', 'nl'] as const) {
      const said = reasons.map((why) =>
        say({ kind: 'not-applied', outcome: { kind: 'not-applied', view, why, others: [] } }, language),
      )
      expect(new Set(said).size).toBe(reasons.length)
      expect(say(saved({ effect: { kind: 'in-use', at: 0 }, idle: ['temperature'] }), language)).not.toBe('')
    }
    expect(failed).toEqual([])
  })
})
