import { afterEach, describe, expect, it, vi } from 'vitest'
import { type Category, categories, settingsOf } from '@/lib/alphapy/catalogue/catalogue'
import type { SettingDefinition, SettingValue } from '@/lib/alphapy/catalogue/definition'
import { MemoryCallWindow } from '@/lib/alphapy/transport/call-window'
import { AlphapyClient } from '@/lib/alphapy/transport/client'
import type { Snowflake } from '@/lib/format/snowflake'
import { MemoryRecorder } from '@/lib/ledger/recorder'
import { Actor } from '@/lib/session/actor'
import { saveCategory } from './data'
import { saveSettingsSchema } from './schema'

const guildId = '1123456789012345678' as Snowflake
const ada = new Actor({
  ...{ userId: 'ada', email: undefined, sessionId: undefined, accessToken: 'token', requestId: 'r' },
  expiresAt: Date.now() + 60_000,
})
const award = (fields: object) => JSON.stringify([fields])

/** Values that would stop the bot from starting, or that it would take for something else; written down by type. */
function wrongValues(definition: SettingDefinition): unknown[] {
  const { type } = definition
  const common = [undefined, {}, [], Number.NaN, Number.POSITIVE_INFINITY, '']
  switch (type) {
    case 'boolean':
      return [...common, 'true', 'false', 0, 1, 'on']
    case 'integer':
      return [
        ...common,
        definition.min - 1,
        definition.max + 1,
        definition.min + 0.5,
        String(definition.min),
        true,
        1e21,
      ]
    case 'float':
      return [...common, definition.min - 0.1, definition.max + 0.1, String(definition.max), true]
    case 'channel':
    case 'role':
      return [
        ...common,
        Number('1123456789012345679'),
        '0',
        '12',
        'general',
        'null',
        '<#1123456789012345679>',
        true,
        ' 1123456789012345679',
      ]
    case 'choice':
      return [...common, 'surprise', `"${definition.choices[0]}"`, true, 0]
    case 'text': {
      const forms = definition.form === 'name' ? ['two words', 'line\nline'] : []
      return [
        ...common,
        ...forms,
        '  ',
        '"quoted"',
        'null',
        'a\0b',
        'half \ud83d',
        'x'.repeat(definition.maxLength + 1),
        5,
        true,
      ]
    }
    case 'id-list':
      return [
        ...common,
        '12',
        'general',
        ',1123456789012345679,',
        '1123456789012345679,',
        5,
        '1123456789012345679 1123456789012345680',
      ]
    case 'award-list':
      return [
        ...common,
        'x',
        '[]',
        '{}',
        award({}),
        award({ key: 'a', label: 'b' }),
        award({ key: 'a', label: 'b', filter: 'c' }),
        5,
      ]
  }
}

/** A client whose every call is counted and answered with a failure. */
function silentParts(limits = { reads: 30, writes: 10, windowMs: 60_000 }) {
  const sent: string[] = []
  const fetchFn: typeof fetch = async (input) => {
    sent.push(String(input))
    return new Response('', { status: 500 })
  }
  const recorder = new MemoryRecorder()
  const window = new MemoryCallWindow(limits)
  return {
    sent,
    recorder,
    window,
    alphapy: new AlphapyClient({ baseUrl: 'http://127.0.0.1:1', fetchFn, window }),
    report: () => undefined,
  }
}

const all = categories.flatMap((category) => settingsOf(category).map((definition) => ({ category, definition })))

describe('a wrong value', () => {
  it.each(
    all
      .filter(({ definition }) => !definition.readOnly)
      .map((one) => [`${one.category}.${one.definition.key}`, one] as const),
  )(
    'of %s never leaves the server: nothing is asked, written or put on record, and the field is named',
    async (_, { category, definition: { key }, definition }) => {
      for (const wrong of wrongValues(definition)) {
        const parts = silentParts()
        const edits = [{ key, base: null, mine: wrong as SettingValue }]
        const result = await saveCategory(ada, { guildId, category, edits }, parts)
        expect([wrong, result]).toMatchObject([wrong, { ok: false, problem: { code: 'invalid' } }])
        if (!result.ok) expect(Object.keys(result.problem.fieldErrors ?? {})).toEqual([key])
        expect(parts.sent).toEqual([])
        expect(parts.recorder.records).toEqual([])
      }
    },
  )

  it('takes a right one beside it down with it', async () => {
    const parts = silentParts()
    const edits = [
      { key: 'enabled', base: null, mine: false },
      { key: 'default_channel_id', base: null, mine: 'general' },
    ]
    expect(await saveCategory(ada, { guildId, category: 'reminders', edits }, parts)).toMatchObject({ ok: false })
    expect(parts.sent).toEqual([])
  })

  it('is also any value at all of a setting that is only shown, or that nobody knows', async () => {
    const shown = all.filter(({ definition }) => definition.readOnly)
    expect(shown.length).toBeGreaterThan(2)
    const unknown = categories.flatMap((category) =>
      ['surprise', '__proto__', 'constructor'].map((key) => ({ category, definition: { key, default: true } })),
    )
    for (const { category, definition } of [...shown, ...unknown]) {
      const { key } = definition
      for (const mine of [definition.default, null, true, '1123456789012345679']) {
        const parts = silentParts()
        const result = await saveCategory(ada, { guildId, category, edits: [{ key, base: null, mine }] }, parts)
        expect([category, key, result]).toMatchObject([category, key, { ok: false, problem: { code: 'invalid' } }])
        expect(parts.sent).toEqual([])
      }
    }
  })
})

describe('a save that comes to nothing', () => {
  it('gives back the places it did not use', async () => {
    const parts = silentParts()
    const edits = [{ key: 'enabled', base: null, mine: false }]
    expect(await saveCategory(ada, { guildId, category: 'reminders', edits }, parts)).toMatchObject({ ok: false })
    expect(parts.sent).toHaveLength(1)
    expect(parts.window.view()).toMatchObject({ openWrites: 0, leavesInMs: [expect.any(Number)] })
  })
})

describe('a save for which there is no room', () => {
  it('is told its own wait, behind other saves of the same person, and asks and records nothing', async () => {
    const parts = silentParts({ reads: 3, writes: 2, windowMs: 60_000 })
    for (const place of parts.window.take({ kind: 'write', before: 1, after: 1 }) ?? []) place.settle(true)
    const edits = [{ key: 'enabled', base: null, mine: false }]
    const waitOf = async (category: Category) => {
      const told = await saveCategory(ada, { guildId, category, edits }, parts)
      expect(told).toMatchObject({ ok: false, problem: { code: 'busy', retryAfterMs: expect.any(Number) } })
      return told.ok ? 0 : (told.problem.retryAfterMs ?? 0)
    }
    const [first, second, again] = [await waitOf('reminders'), await waitOf('invites'), await waitOf('reminders')]
    expect(first).toBeGreaterThan(55_000)
    expect(second).toBeGreaterThan(first + 55_000)
    expect(again).toBeLessThanOrEqual(first)
    expect([parts.sent, parts.recorder.records]).toEqual([[], []])
  })
})

describe('a save behind another one of its category', () => {
  afterEach(() => void vi.useRealTimers())

  it('is told after a while that it waits for that one, not for room, and nothing of it was sent', async () => {
    vi.useFakeTimers()
    const parts = silentParts()
    const first = Promise.withResolvers<void>()
    void parts.alphapy.turns.run(`save:${guildId}:reminders`, 0, () => first.promise)
    const edits = [{ key: 'enabled', base: null, mine: false }]
    const second = saveCategory(ada, { guildId, category: 'reminders', edits }, parts)
    await vi.advanceTimersByTimeAsync(25_000)
    expect(await second).toMatchObject({
      ok: false,
      problem: { code: 'busy', reason: 'another-save', retryAfterMs: 3_000 },
    })
    expect(parts.sent).toEqual([])
    first.resolve()
  })
})

describe('what is no save at all', () => {
  const right = { guildId, category: 'reminders', edits: [{ key: 'enabled', base: null, mine: false }] }

  it('does not pass the door of the action', () => {
    const passes = (change: object) => saveSettingsSchema.safeParse({ ...right, ...change }).success
    expect(passes({})).toBe(true)
    const edit = (change: object) => ({ edits: [{ key: 'enabled', base: null, mine: false, ...change }] })
    for (const wrong of [
      { edits: Array.from({ length: 101 }, () => right.edits[0]) },
      edit({ mine: undefined }),
      edit({ mine: { $gt: 1 } }),
      edit({ mine: Number.NaN }),
      edit({ mine: 'x'.repeat(4_001) }),
      edit({ key: '' }),
      edit({ base: {} }),
      { guildId: 5 },
      { guildId: '1'.repeat(41) },
      { seen: { enabled: {} } },
      { reason: 'x'.repeat(301) },
    ]) {
      expect([wrong, passes(wrong)]).toEqual([wrong, false])
    }
  })
})
