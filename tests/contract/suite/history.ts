/** The server's own history of settings, and rolling a change back. */
import { beforeAll, describe, expect, type TestContext, test } from 'vitest'
import { z } from 'zod'
import type { Part } from './credential-parts'
import { readCategory } from './settings-category'
import type { Current, Target } from './target'
import { integer, jsonText, shaped, utcMoment } from './wire'

const entries = z.array(
  z.looseObject({
    id: integer,
    scope: z.string(),
    key: z.string(),
    /** JSON text as measured, the value itself once repaired. */
    old_value: z.unknown(),
    new_value: z.unknown(),
    value_type: z.string().nullable(),
    changed_by: integer.nullable(),
    changed_at: utcMoment,
    change_type: z.enum(['created', 'updated', 'deleted', 'rollback']),
  }),
)
type Entry = z.output<typeof entries>[number]

/** An id no server has come to. */
const UNKNOWN = 2_147_483_000

/** The credentials a rollback works with: none in generation B. */
function credentialsFor({ facts }: Target): readonly Part[] | undefined {
  if (facts.generation === 'B') return undefined
  return facts.generation === 'A' ? ['key', 'user id'] : ['key', 'Discord id']
}

/** Tests listing on what is there, and rollback where it harms nobody. */
export function historyGuarantees(current: Current): void {
  const read = async (query = '') =>
    shaped(entries, await current().get('GET', `${current().guildPath}/settings/history${query}`))
  let all: Entry[] = []
  beforeAll(async () => {
    all = await read()
  })
  const first = (context: TestContext): Entry => all[0] ?? current().leaveOut(context, "this guild's history is empty")

  describe('history', () => {
    test('is newest first, fifty entries unless asked otherwise', () => {
      expect(all.length).toBeLessThanOrEqual(50)
      const places = all.map(({ changed_at, id }) => `${changed_at} ${id.value.padStart(12, '0')}`)
      expect(places).toEqual([...places].sort().reverse())
    })

    test('names who changed something by a bare integer', (context) => {
      first(context)
      const authors = all.flatMap(({ changed_by }) => changed_by?.value ?? [])
      expect(authors.filter((author) => !/^\d{15,20}$/.test(author))).toEqual([])
    })

    test('is as long as asked, nothing at zero, and fails below', async (context) => {
      const newest = first(context)
      expect((await read('?limit=1')).map(({ id }) => id.value)).toEqual([newest.id.value])
      expect(await read('?limit=0')).toEqual([])
      const words = await current().refused(500, 'GET', `${current().guildPath}/settings/history?limit=-1`)
      expect(words).toBe('Failed to fetch settings history')
    })

    test('refuses a length that is no number', async () => {
      const complaints = await current().complaints('GET', `${current().guildPath}/settings/history?limit=abc`)
      expect(complaints).toEqual(['int_parsing at query.limit'])
    })

    test('can be narrowed to a scope, and to a key only within a scope', async (context) => {
      const { scope, key } = first(context)
      const idsOf = (list: Entry[]) => list.map(({ id }) => id.value)
      const inScope = await read(`?scope=${scope}&limit=5`)
      expect(inScope.map((entry) => entry.scope)).toEqual(inScope.map(() => scope))
      const ofKey = await read(`?scope=${scope}&key=${key}&limit=5`)
      expect(ofKey.map((entry) => [entry.scope, entry.key])).toEqual(ofKey.map(() => [scope, key]))
      expect(ofKey.length).toBeGreaterThan(0)
      expect(idsOf(await read('?key=no_such_key'))).toEqual(idsOf(all))
    })
  })

  describe('rollback', () => {
    const rollBack = (id: number | string, as: readonly Part[]) =>
      current().ask('POST', `${current().guildPath}/settings/rollback/${id}`, { as })
    const credentials = (context: TestContext): readonly Part[] => {
      const parts = credentialsFor(current())
      if (!parts) return current().leaveOut(context, 'rollback never works in generation B')
      current().needs(context, parts)
      return parts
    }
    const updated = (context: TestContext): Entry => {
      if (!current().manners.disposable) current().leaveOut(context, 'it would leave an entry in a real history')
      const entry = all.find(({ change_type, old_value }) => change_type === 'updated' && old_value !== 'null')
      return entry ?? current().leaveOut(context, 'no change in the history can be rolled back')
    }

    test('of an unknown entry is 404', async (context) => {
      const reply = await rollBack(UNKNOWN, credentials(context))
      expect([reply.status, reply.text]).toEqual([404, '{"detail":"History entry not found"}'])
    })

    test('of a first setting is refused: there is nothing to go back to', async (context) => {
      const as = credentials(context)
      const entry = all.find(({ change_type }) => change_type === 'created')
      if (!entry) return current().leaveOut(context, 'the history has no first setting')
      const reply = await rollBack(entry.id.value, as)
      expect([reply.status, reply.text]).toEqual([400, '{"detail":"Cannot rollback this type of change"}'])
    })

    test('with a token fails and changes nothing, or works as meant', async (context) => {
      const entry = updated(context)
      const reply = await rollBack(entry.id.value, ['token'])
      if (reply.status === 200) return
      expect([reply.status, reply.text]).toEqual([500, '{"detail":"Failed to rollback setting"}'])
      expect((await read()).map(jsonText)).toEqual(all.map(jsonText))
    })

    test('with the service key sets the old value and notes it in the history', async (context) => {
      const as = credentials(context)
      const { id, scope, key, old_value } = updated(context)
      const reply = await rollBack(id.value, as)
      const message = `Rolled back ${scope}.${key} to previous value`
      expect([reply.status, reply.text]).toEqual([200, `{"success":true,"message":"${message}"}`])
      const [newest] = await read('?limit=1')
      expect(newest).toMatchObject({ scope, key, change_type: 'rollback', new_value: old_value })
      expect(String((await readCategory(current(), scope))[key])).toBe(String(old_value))
    })
  })
}
