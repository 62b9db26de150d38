/**
 * Any server held to the contract, in terms of HTTP only: the local Alphapy in each generation, or the server that
 * `ALPHAPY_CONTRACT_URL` names (see the README of this folder).
 */
import { afterAll, beforeAll, describe } from 'vitest'
import { foreignTarget } from './suite/foreign-target'
import { allGuarantees } from './suite/guarantees'
import { becomeLocalTarget, LOCAL_SERVERS, startLocalAlphapy } from './suite/local-target'
import type { Target } from './suite/target'
import type { Scene } from './support/scene'

/** A paced test waits for its turn; ten minutes are far more than any one of them needs. */
const PACED_MS = 600_000

const foreign = foreignTarget(process.env)

if (foreign) {
  describe(foreign.baseUrl, { timeout: PACED_MS }, () => {
    afterAll(async () => {
      await foreign.cleanUp()
      process.stdout.write(
        `\nLeft out on ${foreign.baseUrl}:\n${foreign.leftOut.map((line) => `- ${line}\n`).join('')}`,
      )
    }, PACED_MS)
    allGuarantees(() => foreign)
  })
} else {
  let scene: Scene | undefined
  beforeAll(async () => {
    scene = await startLocalAlphapy()
  })
  afterAll(() => scene?.stop())

  for (const server of LOCAL_SERVERS) {
    describe(`the local Alphapy, ${server.name}`, () => {
      let target: Target | undefined
      beforeAll(async () => {
        if (scene) target = await becomeLocalTarget(scene, server)
      })
      allGuarantees(() => {
        if (!target) throw new Error('The local Alphapy did not start')
        return target
      })
    })
  }
}
