/**
 * A test whose worker has a local stack and a Mind of its own, with the limits of the real server
 * unless `roomy`. `defects`: which Alphapy it is, `repaired` unless said otherwise.
 */
import { type StackOptions, startStack } from '../../dev/start'
import { addressesOf, addressesVariable, startRoomyStack } from '../global-setup'
import { test as base } from './test'

interface OwnStack {
  defects: NonNullable<StackOptions['defects']>
  roomy: boolean
  ownStack: undefined
}

export const test = base.extend<object, OwnStack>({
  defects: ['repaired', { option: true, scope: 'worker' }],
  roomy: [false, { option: true, scope: 'worker' }],
  ownStack: [
    async ({ defects, roomy }, use) => {
      const shared = process.env[addressesVariable]
      const stack = await (roomy ? startRoomyStack : startStack)({ label: 'journeys-own-stack', seed: 'none', defects })
      process.env[addressesVariable] = JSON.stringify(addressesOf(stack))
      await use(undefined)
      process.env[addressesVariable] = shared
      await stack.stop()
    },
    { scope: 'worker', auto: true, timeout: 60_000 },
  ],
})

export const { expect } = test
