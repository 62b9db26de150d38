import { describe, expect, it } from 'vitest'
import { settingOf } from '@/lib/alphapy/catalogue/catalogue'
import { draftValue, effectiveValue } from './model'

const channelId = '1123456789012345679'

describe('the value that holds', () => {
  it('is the override, be it off, zero or empty, and else the default', () => {
    const enabled = settingOf('reminders', 'enabled')
    const cap = settingOf('engagement', 'og_cap')
    if (!enabled || !cap) throw new Error('no such setting')
    expect([effectiveValue(enabled, false), effectiveValue(enabled, null)]).toEqual([false, true])
    expect([effectiveValue(cap, 0), effectiveValue(cap, ''), effectiveValue(cap, null)]).toEqual([0, '', 50])
  })
})

describe('a value kept in a draft', () => {
  it('comes back when a control could be given it, refused by its setting or not', () => {
    expect(draftValue('reminders', 'enabled', false)).toBe(false)
    expect(draftValue('reminders', 'enabled', null)).toBeNull()
    expect(draftValue('gpt', 'temperature', 0.5)).toBe(0.5)
    expect(draftValue('engagement', 'og_cap', 60)).toBe(60)
    expect(draftValue('engagement', 'og_cap', 'sixty')).toBe('sixty')
    expect(draftValue('reminders', 'default_channel_id', 'general')).toBe('general')
  })

  it('is left out for what no control of the setting can hold, and for settings nobody can edit', () => {
    const wrong: [category: Parameters<typeof draftValue>[0], key: string, raw: unknown][] = [
      ['reminders', 'enabled', 1],
      ['reminders', 'default_channel_id', 1123456789012345700],
      ['reminders', 'default_channel_id', true],
      ['engagement', 'og_cap', true],
      ['gpt', 'temperature', Number.NaN],
      ['gpt', 'temperature', [0.5]],
      ['reminders', 'enabled', undefined],
      ['reminders', 'surprise', true],
      ['verification', 'reference_image_channel_id', channelId],
      ['fyi', 'enabled', false],
    ]
    for (const [category, key, raw] of wrong) {
      expect([category, key, raw, draftValue(category, key, raw)]).toEqual([category, key, raw, undefined])
    }
  })
})
