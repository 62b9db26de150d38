import { NextIntlClientProvider } from 'next-intl'
import { type ComponentProps, createElement, type ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { categories, settingsOf } from '@/lib/alphapy/catalogue/catalogue'
import type { SettingDefinition, SettingValue } from '@/lib/alphapy/catalogue/definition'
import { refusalOf } from '@/lib/alphapy/catalogue/validate'
import type { ChannelName, GuildNames } from '@/lib/i18n/guild-names'
import { GuildNamesContext } from '@/lib/i18n/guild-names-context'
import en from '@/messages/en.json'
import nl from '@/messages/nl.json'
import { SettingField } from './setting-field'
import { ShownSetting } from './shown-setting'

const all = categories.flatMap((category) => settingsOf(category))
const writable = all.filter(({ readOnly }) => !readOnly)
const named = (definitions: SettingDefinition[]) =>
  definitions.map((definition) => [`${definition.scope}.${definition.key}`, definition] as const)

function find(key: string): SettingDefinition {
  const found = all.find((definition) => definition.key === key)
  if (!found) throw new Error(`There is no setting ${key}.`)
  return found
}

const failed: string[] = []

const channel = (id: string, name: string, kind: ChannelName['kind'], categoryId: string | null = null) => ({
  id,
  name,
  kind,
  categoryId,
})
const known: GuildNames = {
  kind: 'known',
  channels: [
    channel('1187420337402810377', 'Café floor', 'category'),
    channel('1187420337402810379', 'general', 'text', '1187420337402810377'),
    channel('1187420337402810373', 'news', 'announcement'),
  ],
  roles: [{ id: '1187420338195537933', name: 'Crew', colour: '#ed4245' }],
}
const references = writable.filter(({ type }) => type === 'channel' || type === 'role' || type === 'id-list')

function render(
  definition: SettingDefinition,
  mine: SettingValue | null,
  language: 'en' | 'nl' = 'en',
  names: GuildNames = { kind: 'unavailable', why: 'noKey' },
): string {
  if (definition.readOnly) return toHtml(createElement(ShownSetting, { definition, stored: mine }), language, names)
  const edit = mine === null ? undefined : { key: definition.key, base: null, mine }
  return draw(definition, { edit, refusal: refusalOf(definition, mine) }, language, names)
}

/** A field that can be edited, as its form knows it. */
function draw(
  definition: SettingDefinition,
  known: Partial<ComponentProps<typeof SettingField>>,
  language: 'en' | 'nl' = 'en',
  names: GuildNames = { kind: 'unavailable', why: 'noKey' },
): string {
  const field = createElement(SettingField, {
    ...{ definition, stored: null, unreadable: undefined, isOvertaken: false, edit: undefined, refusal: undefined },
    onChange: () => {},
    ...known,
  })
  return toHtml(field, language, names)
}

function toHtml(field: ReactElement, language: 'en' | 'nl', names: GuildNames): string {
  const provider = {
    locale: language,
    messages: language === 'en' ? en : nl,
    timeZone: 'UTC',
    onError: (error: Error) => failed.push(error.message),
    children: createElement(GuildNamesContext, { value: { names } }, field),
  }
  return renderToStaticMarkup(createElement(NextIntlClientProvider, provider))
}

/** The control itself: the first thing that the label may belong to. */
const controlOf = (html: string) => /<(?:input|textarea|select|button)[^>]*>/.exec(html)?.[0] ?? ''
const attribute = (html: string, name: string) => new RegExp(` ${name}="([^"]*)"`).exec(html)?.[1] ?? ''

// Controls of one category alone are fetched when first drawn.
beforeAll(async () => {
  for (const definition of writable) render(definition, null)
  await vi.dynamicImportSettled()
})

describe('the field of a setting', () => {
  it.each(named(writable))('has a label, and a description that is there: %s', (_, definition) => {
    const html = render(definition, null)
    const control = controlOf(html)
    expect(html).toContain(` for="${attribute(control, 'id')}"`)
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
      const control = controlOf(html)
      expect(control).toContain('aria-invalid="true"')
      expect(attribute(control, 'aria-describedby')).toMatch(/-error$/)
      expect(html).toContain(wrong)
    },
  )

  it.each(named(references))('is chosen by name where names are known: %s', (_, definition) => {
    const html = render(definition, null, 'en', known)
    const control = controlOf(html)
    expect(control).toMatch(/^<button/)
    expect(attribute(control, 'aria-haspopup')).toBe('dialog')
    for (const id of attribute(control, 'aria-labelledby').split(' ')) expect(html).toContain(`id="${id}"`)
  })

  it('says of an id no more than the list of names tells', () => {
    const id = '1187420337402810399'
    for (const definition of references) {
      const html = render(definition, id, 'en', known)
      expect(html).toContain(id)
      if (definition.type === 'role') expect(html).toContain(en.names.roleNotListed)
      if (definition.type === 'channel') expect(html).toContain(en.names.channelNotListed)
      if (definition.type === 'id-list') expect(html).toContain(en.names.notListed)
      for (const names of [{ kind: 'pending' }, { kind: 'unavailable', why: 'tooOld' }] as const) {
        const unsure = render(definition, id, 'en', names)
        expect(unsure).toContain(id)
        expect(unsure).not.toContain('not list')
      }
    }
  })

  it('says when a channel stands where a category is wanted, and the other way round', () => {
    const channels = references.flatMap((definition) => (definition.type === 'channel' ? [definition] : []))
    expect(new Set(channels.map(({ channelKind }) => channelKind)).size).toBeGreaterThan(1)
    for (const definition of channels) {
      const [right, wrong] =
        definition.channelKind === 'category'
          ? ['1187420337402810377', '1187420337402810379']
          : ['1187420337402810379', '1187420337402810377']
      const words = definition.channelKind === 'category' ? en.names.isNoCategory : en.names.isCategory
      expect(render(definition, wrong ?? '', 'en', known)).toContain(words)
      expect(render(definition, right ?? '', 'en', known)).not.toContain(words)
    }
  })

  it('takes an id wherever there is nothing to choose from', () => {
    for (const definition of references) {
      const html = render(definition, null, 'en', { kind: 'known', channels: [], roles: [] })
      expect(controlOf(html)).toMatch(/^<(input|textarea)/)
    }
  })

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
    const temperature = find('temperature')
    expect(attribute(render(temperature, 0.25, 'nl'), 'value')).toBe('0,25')
    expect(attribute(render(temperature, 0.25, 'en'), 'value')).toBe('0.25')
    const lead = find('reminder_offset_minutes')
    expect(render(lead, null)).toContain('From 0 to 4,320. Default: 60 minutes.')
    expect(render(lead, null, 'nl')).toContain('Van 0 tot en met 4.320.')
  })

  it('shows a stored word that is none of the choices, and cautions against unknown names in braces', () => {
    expect(render(find('log_level'), 'chatty')).toContain('<option value="chatty" selected')
    expect(render(find('with_inviter_template'), 'hi {user}')).toContain('{user}.')
  })

  it('says what holds now when somebody overtook an edit, and that what is stored cannot be read', () => {
    const definition = find('og_enabled')
    const onlyDefault = en.settings.changedMeanwhile.replace('{value}', definition.default ? 'On' : 'Off')
    const edit = { key: definition.key, base: !definition.default, mine: !definition.default }
    expect(draw(definition, { edit, isOvertaken: true })).toContain(onlyDefault)
    expect(draw(definition, { edit, isOvertaken: false })).not.toContain(onlyDefault)
    expect(draw(definition, { unreadable: 'maybe' })).toContain(en.settings.notReadable)
    expect(draw(definition, {})).not.toContain(en.settings.notReadable)
  })
})
