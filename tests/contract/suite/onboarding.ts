/** Onboarding questions and rules: adding, editing, hiding, ordering, deleting. */
import { beforeAll, describe, expect, type TestContext, test } from 'vitest'
import { FIRST, KINDS, Rows } from './onboarding-rows'
import type { Current } from './target'

const SECOND = FIRST + 1
const ORDER_SAVED = '{"success":true,"message":"Order updated successfully"}'

/** Tests both kinds on two rows of the suite's own. */
export function onboardingGuarantees(current: Current): void {
  for (const kind of KINDS) {
    describe(`onboarding ${kind.name}`, () => {
      let rows: Rows | undefined
      beforeAll(async () => {
        const mine = new Rows(current(), kind)
        if ((await current().ask('GET', mine.path)).status !== 200) return
        rows = mine
        current().atTheEnd(() => mine.sweep())
        await mine.sweep()
      })
      const ready = (context: TestContext): Rows =>
        rows ?? current().leaveOut(context, `this server cannot list its ${kind.name}`)
      /** Two rows, first and second, whatever the tests before have left. */
      const two = async (context: TestContext): Promise<Rows> => {
        const mine = ready(context)
        const texts = (await mine.own()).map(({ position, text }) => `${position} ${text}`)
        const wanted = [`${FIRST} ${Rows.marked('first')}`, `${SECOND} ${Rows.marked('second')}`]
        if (texts.join() === wanted.join()) return mine
        await mine.sweep()
        await mine.put(FIRST, 'first')
        await mine.put(SECOND, 'second')
        return mine
      }
      const order = async (mine: Rows) => (await mine.own()).map(({ position, text }) => [position, text])

      test('are added, and listed in order', async (context) => {
        const mine = await two(context)
        expect(await order(mine)).toEqual([
          [FIRST, Rows.marked('first')],
          [SECOND, Rows.marked('second')],
        ])
        const positions = (await mine.listed()).map(({ position }) => position)
        expect(positions).toEqual([...positions].sort((a, b) => a - b))
      })

      test('are edited by saving at their position, and keep their id', async (context) => {
        const mine = await two(context)
        const before = await mine.own()
        await mine.put(SECOND, 'second, edited')
        const after = await mine.own()
        expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id))
        expect(after[1]?.text).toBe(Rows.marked('second, edited'))
        await mine.put(SECOND, 'second')
      })

      test('that are disabled are listed no more, and whoever saves there shows them again', async (context) => {
        const mine = await two(context)
        const before = await mine.own()
        await mine.put(SECOND, 'second', { enabled: false })
        expect(await mine.own()).toEqual(before.slice(0, 1))
        await mine.put(SECOND, 'second')
        expect(await mine.own()).toEqual(before)
      })

      test('are put in order by as many dummies as there are positions, then the order', async (context) => {
        const mine = await two(context)
        const [first, second] = await mine.own()
        const reply = await mine.reorder([...Array(SECOND).fill(0), second?.id ?? '', first?.id ?? ''])
        expect([reply.status, reply.text]).toEqual([200, ORDER_SAVED])
        expect(await order(mine)).toEqual([
          [SECOND + 1, Rows.marked('second')],
          [SECOND + 2, Rows.marked('first')],
        ])
      })

      test('that would change places directly are refused whole, or do so as meant', async (context) => {
        const mine = await two(context)
        const before = await order(mine)
        const [first, second] = await mine.own()
        const reply = await mine.reorder([...Array(FIRST - 1).fill(0), second?.id ?? '', first?.id ?? ''])
        if (reply.status === 200) {
          expect(await order(mine)).toEqual([
            [FIRST, Rows.marked('second')],
            [SECOND, Rows.marked('first')],
          ])
          return
        }
        expect([reply.status, reply.text]).toEqual([500, '{"detail":"Failed to reorder items"}'])
        expect(await order(mine)).toEqual(before)
      })

      test('are deleted once, and are not found after that', async (context) => {
        const mine = await two(context)
        const [first, second] = await mine.own()
        const noun = kind.noun[0]?.toUpperCase() + kind.noun.slice(1)
        const gone = await mine.remove(first?.id ?? '')
        expect([gone.status, gone.text]).toEqual([200, `{"success":true,"message":"${noun} deleted successfully"}`])
        const again = await mine.remove(first?.id ?? '')
        expect([again.status, again.text]).toEqual([404, `{"detail":"${noun} not found"}`])
        expect(await mine.own()).toEqual([second])
      })

      test('with an id beyond 32 bits fail to be deleted', async (context) => {
        const mine = ready(context)
        const words = await current().refused(500, 'DELETE', `${mine.path}/99999999999`)
        expect(words).toBe(`Failed to delete ${kind.noun}`)
      })

      test('that lack their position or text are refused with the place', async (context) => {
        const mine = ready(context)
        expect(await current().complaints('POST', mine.path, { body: kind.rest })).toEqual(
          expect.arrayContaining([`missing at body.${kind.position}`, `missing at body.${kind.text}`]),
        )
      })

      if (kind.name === 'rules') return

      test('with choices are refused whole, or stored and listed as meant', async (context) => {
        const mine = ready(context)
        await mine.sweep()
        const options = [{ label: 'Yes', value: 'yes' }]
        const reply = await mine.save(FIRST, 'choices', { question_type: 'select', options })
        if (reply.status === 200) {
          const listed = await current().ask('GET', mine.path)
          await mine.put(FIRST, 'no more choices')
          expect([listed.status, listed.text]).toEqual([200, expect.stringContaining(JSON.stringify(options))])
          return
        }
        expect([reply.status, reply.text]).toEqual([500, '{"detail":"Failed to save question"}'])
        expect(await mine.own()).toEqual([])
      })

      test('of an unknown type are refused with the place', async (context) => {
        const body = { ...kind.rest, question: 'x', step_order: FIRST, question_type: 'radio' }
        expect(await current().complaints('POST', ready(context).path, { body })).toEqual([
          'literal_error at body.question_type',
        ])
      })
    })
  }

  describe('a reorder', () => {
    test('of nothing changes nothing, and of ids that are no numbers is refused with the place', async () => {
      const path = `${current().guildPath}/onboarding/reorder`
      const nothing = await current().ask('POST', path, { body: {} })
      expect([nothing.status, nothing.text]).toEqual([200, ORDER_SAVED])
      expect(await current().complaints('POST', path, { body: { questions: ['x'] } })).toEqual([
        'int_parsing at body.questions.0',
      ])
    })
  })
}
