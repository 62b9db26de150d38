/** Changes typed by one person are not saved by the session of another who signed in beside them. */
import { type Problem, problem } from '@/lib/problems/problem'
import type { Actor } from './actor'

/** `undefined` when these changes are the actor's own. `personId`: who typed them, as far as the page knows. */
export function foreignChangesProblem({ userId }: Actor, personId: string | undefined): Problem | undefined {
  if (personId === undefined || personId === userId) return undefined
  return problem('signed-out', { reason: 'somebody-else' })
}
