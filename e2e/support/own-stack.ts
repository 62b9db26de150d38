/**
 * A test whose worker has a local stack and a Mind of its own, with the limits of the real server. `defects`: which Alphapy
 * it is, `repaired` unless said otherwise.
 */
import { type StackOptions, startStack } from '../../dev/start'
import { addressesOf, addressesVariable } from '../global-setup'
import { test as base } from './test'

export const test = base.extend<object, { ownStack: undefined; defects: NonNullable<StackOptions['defects']> }>({
  defects: ['repaired', { option: true, scope: 'worker' }],
  ownStack: [
    async ({ defects }, use) => {
      const shared = process.env[addressesVariable]
      const stack = await startStack({ label: 'journeys-own-stack', seed: 'none', defects })
      process.env[addressesVariable] = JSON.stringify(addressesOf(stack))
      await use(undefined)
      process.env[addressesVariable] = shared
      await stack.stop()
    },
    { scope: 'worker', auto: true, timeout: 60_000 },
  ],
})

export const { expect } = test
