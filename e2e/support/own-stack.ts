/**
 * A test whose worker has a local stack and a Mind of its own, with the limits of the real server unless `roomy`, counted
 * over `windowSeconds`, and behind a proxy as it were, so that a visit's address is what it names last. `defects`: which Alphapy it is, `repaired` unless said otherwise.
 */
import type { StackOptions } from '../../dev/start'
import { addressesOf, addressesVariable, roomyLimits, startStackWithLimits } from '../global-setup'
import { test as base } from './test'
import { expectNoSecretInLog } from './whole-log'

interface OwnStack {
  defects: NonNullable<StackOptions['defects']>
  roomy: boolean
  windowSeconds: number
  ownStack: undefined
}

export const test = base.extend<object, OwnStack>({
  defects: ['repaired', { option: true, scope: 'worker' }],
  roomy: [false, { option: true, scope: 'worker' }],
  windowSeconds: [60, { option: true, scope: 'worker' }],
  ownStack: [
    async ({ defects, roomy, windowSeconds }, use) => {
      const shared = process.env[addressesVariable]
      const limits = roomy ? roomyLimits : { reads: 30, writes: 10, windowSeconds }
      const mindEnv = { MIND_TRUSTED_PROXIES: '1', ALPHAPY_FORWARD_ADDRESS: 'true' }
      const options = { label: 'journeys-own-stack', seed: 'none', defects, mindEnv } as const
      const stack = await startStackWithLimits(options, limits)
      process.env[addressesVariable] = JSON.stringify(addressesOf(stack))
      await use(undefined)
      process.env[addressesVariable] = shared
      try {
        await expectNoSecretInLog(stack)
      } finally {
        await stack.stop()
      }
    },
    { scope: 'worker', auto: true, timeout: 60_000 },
  ],
})

export const { expect } = test
