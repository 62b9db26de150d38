import { NextIntlClientProvider } from 'next-intl'
import { createElement, type FunctionComponent } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import en from '@/messages/en.json'
import type { LlmFigures, OverviewView } from '../schema'
import { LlmPanel } from './llm-panel'
import { StatusLine } from './status-line'

/** What a part of the overview says, as plain text. */
function say<Props extends object>(part: FunctionComponent<Props>, props: Props): string {
  const provider = { locale: 'en' as const, messages: en, timeZone: 'UTC', children: createElement(part, props) }
  return renderToStaticMarkup(createElement(NextIntlClientProvider, provider)).replaceAll(/<[^>]*>/g, ' ')
}

it('tells how the bot is only by figures that could be renewed, else how it was', () => {
  const of = (online: boolean, more: Partial<OverviewView> = {}) =>
    say(StatusLine, { view: { bot: { online, latencyMs: 45 }, readAt: 0, now: 0, ...more } as OverviewView })
  const stale: Partial<OverviewView> = { staleBecause: { code: 'unavailable', safeToRepeat: true } }
  expect(of(true)).toContain('Alphapy is online and answering in 45 ms')
  expect(of(false)).toContain('Alphapy is not connected to Discord')
  expect(of(true, stale)).toContain('Alphapy was online when last heard of')
  expect(of(true, stale)).not.toContain('Alphapy is online')
  expect(of(false, stale)).toContain('Alphapy was not connected to Discord when last heard of')
})

it('says that the language model never failed only where no failure was counted', () => {
  const none: LlmFigures = {
    ...{ model: null, successes: 1, averageLatencyMs: 1, tokens: 1, rateLimitHits: 0 },
    ...{ errors: 0, lastErrorAt: null, lastErrorType: null, recent: [] },
  }
  const of = (llm: Partial<LlmFigures>) => say(LlmPanel, { llm: { ...none, ...llm }, now: 0 })
  expect(of({})).toContain(en.overview.llm.never)
  expect(of({ errors: 3 })).not.toContain(en.overview.llm.never)
  expect(of({ errors: null })).not.toContain(en.overview.llm.never)
})
