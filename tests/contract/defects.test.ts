/** Each defect switch: on as measured, off as meant. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { DEFECTS, type DefectName } from '../../dev/alphapy-server/defects'
import { CASES, storeChange } from './support/defect-cases'
import { GUILD, type Scene, startScene } from './support/scene'

describe('a defect switch', () => {
  let scene: Scene

  beforeAll(async () => {
    scene = await startScene('--seed', 'none', '--defects', 'repaired')
  }, 60_000)
  beforeEach(() => scene.reset())
  afterAll(() => scene?.stop())

  for (const name of Object.keys(DEFECTS).filter((key): key is DefectName => key in CASES)) {
    test(`${name} on: ${DEFECTS[name]}`, async () => {
      await scene.server.ask('POST', '/config', { defects: { [name]: true } })
      expect(await CASES[name].see(scene)).toEqual(CASES[name].head)
    })
    test(`${name} off: that does not happen`, async () => {
      expect(await CASES[name].see(scene)).toEqual(CASES[name].repaired)
    })
  }

  test('changes nothing in an older generation, which has all defects of its time', async () => {
    await scene.server.ask('POST', '/config', { generation: 'B', defects: 'repaired' })
    await storeChange(scene)
    expect((await scene.asAdmin('POST', `/api/dashboard/${GUILD}/settings/rollback/1`)).status).toBe(500)
  })

  test('that does not exist is refused', async () => {
    await expect(scene.server.ask('POST', '/config', { defects: { typo: true } })).rejects.toThrow('no defect typo')
  })
})
