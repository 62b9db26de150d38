import { NextIntlClientProvider } from 'next-intl'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { categories, settingsOf } from '@/lib/alphapy/catalogue/catalogue'
import type { SettingDefinition, SettingValue } from '@/lib/alphapy/catalogue/definition'
import { refusalOf } from '@/lib/alphapy/catalogue/validate'
import en from '@/messages/en.json'
import nl from '@/messages/nl.json'
import { SettingField } from './setting-field'
import { ShownSetting } from './shown-setting'

const all = categories.flatMap((category) => settingsOf(category))
const writable = all.filter(({ readOnly }) => !readOnly)
const named = (definitions: SettingDefinition[]) =>
  definitions.map((definition) => [`${definition.scope}.${definition.key}`, definition] as const)

const failed: string[] = []

function render(definition: SettingDefinition, mine: SettingValue | null, language: 'en' | 'nl' = 'en'): string {
  const field = definition.readOnly
    ? createElement(ShownSetting, { definition, stored: mine })
    : createElement(SettingField, {
        definition,
        stored: null,
        edit: mine === null ? undefined : { key: definition.key, base: null, mine },
        refusal: refusalOf(definition, mine),
        onChange: () => {},
      })
  const provider = {
    locale: language,
    messages: language === 'en' ? en : nl,
    timeZone: 'UTC',
    onError: (error: Error) => failed.push(error.message),
    children: field,
  }
  return renderToStaticMarkup(createElement(NextIntlClientProvider, provider))
}

const attribute = (html: string, name: string) => new RegExp(` ${name}="([^"]*)"`).exec(html)?.[1] ?? ''

describe('the field of a setting', () => {
  it.each(named(writable))('has a label, and a description that is there: %s', (_, definition) => {
    const html = render(definition, null)
    const control = /<(?:input|textarea|select)[^>]*>/.exec(html)?.[0] ?? ''
    expect(html).toContain(`<label for="${attribute(control, 'id')}"`)
    const described = attribute(control, 'aria-describedby').split(' ')
    expect(described.length).toBe(definition.note ? 2 : 1)
    for (const id of described) expect(html).toContain(`id="${id}"`)
    expect(control).not.toContain('aria-invalid="')
    if (definition.type !== 'boolean') expect(control).toContain('min-h-11')
  })

  it.each(named(writable.filter(({ type }) => type !== 'boolean' && type !== 'choice')))(
    'says what is wrong with a value that may not be written: %s',
    (_, definition) => {
      const wrong = definition.type === 'text' ? 'null' : 'general'
      const html = render(definition, wrong)
      const control = /<(?:input|textarea)[^>]*>/.exec(html)?.[0] ?? ''
      expect(control).toContain('aria-invalid="true"')
      expect(attribute(control, 'aria-describedby')).toMatch(/-error$/)
      expect(html).toContain(wrong)
    },
  )

  it('has its words in both languages', () => {
    for (const definition of all) {
      render(definition, definition.default, 'en')
      render(definition, definition.default, 'nl')
    }
    expect(failed).toEqual([])
  })

  it('is not a control at all where a setting is only shown, and says why', () => {
    const shown = all.filter(({ readOnly }) => readOnly)
    expect(shown).toHaveLength(3)
    for (const definition of shown) {
      const html = render(definition, definition.default)
      expect(html).not.toMatch(/<(input|textarea|select|button)/)
      expect(html).toContain(en.validation[definition.readOnly ?? 'managed'])
    }
  })

  it("writes figures as the reader's language does, with their unit", () => {
    const find = (key: string) => all.filter((definition) => definition.key === key)
    for (const definition of find('temperature')) {
      expect(attribute(render(definition, 0.25, 'nl'), 'value')).toBe('0,25')
      expect(attribute(render(definition, 0.25, 'en'), 'value')).toBe('0.25')
    }
    for (const definition of find('reminder_offset_minutes')) {
      expect(render(definition, null)).toContain('From 0 to 4,320. Default: 60 minutes.')
      expect(render(definition, null, 'nl')).toContain('Van 0 tot en met 4.320.')
    }
  })

  it('shows a stored word that is none of the choices, and cautions against unknown names in braces', () => {
    for (const definition of all) {
      if (definition.key === 'log_level')
        expect(render(definition, 'chatty')).toContain('<option value="chatty" selected')
      if (definition.key === 'with_inviter_template') expect(render(definition, 'hi {user}')).toContain('{user}.')
    }
  })
})
