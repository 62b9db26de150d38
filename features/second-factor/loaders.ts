import 'server-only'
import { cache } from 'react'
import type { Result } from '@/lib/problems/result'
import type { FirstFactorPerson } from '@/lib/session/first-factor'
import { requireActor } from '@/lib/session/gates'
import { getFactors } from './data'
import type { FactorsView } from './schema'

/** The second factors of whoever is signed in. */
export const loadFactors = cache(async (): Promise<Result<FactorsView>> => {
  const actor = await requireActor()
  return actor.ok ? getFactors(actor.data) : actor
})

/** The second factors of somebody who has yet to show one. */
export const loadFactorsOf = cache((person: FirstFactorPerson): Promise<Result<FactorsView>> => getFactors(person))
