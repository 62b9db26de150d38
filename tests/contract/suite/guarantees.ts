/** Everything a server is held to, reads first so that a paced run is short. */
import { beforeAll, describe, expect, test } from 'vitest'
import { credentialGuarantees } from './credentials'
import { errorGuarantees } from './errors'
import { historyGuarantees } from './history'
import { logGuarantees } from './logs'
import { metricsGuarantees } from './metrics'
import { notice } from './notice'
import { onboardingGuarantees } from './onboarding'
import { publicGuarantees } from './public'
import { serviceGuarantees } from './services'
import { settingsGuarantees } from './settings'
import type { Current } from './target'

/** Registers every test for a target that is there once the tests run. */
export function allGuarantees(current: Current): void {
  beforeAll(async () => {
    current().facts = await notice(current())
  })

  test('a server is known by its answers', (context) => {
    const { expected } = current().manners
    if (!expected) return current().leaveOut(context, `taken for ${JSON.stringify(current().facts)}`)
    expect(current().facts).toMatchObject(expected)
  })

  publicGuarantees(current)
  metricsGuarantees(current)
  credentialGuarantees(current)
  historyGuarantees(current)
  errorGuarantees(current)
  settingsGuarantees(current)
  logGuarantees(current)
  onboardingGuarantees(current)
  serviceGuarantees(current)

  describe('the suite', () => {
    test('puts back what it touched', () => current().cleanUp())
  })
}
