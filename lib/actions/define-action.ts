/**
 * The one way to make a server action: own origin and token → session → schema → run → `Result`. Anything thrown becomes
 * `unexpected` with a request id; the details go to the log.
 */
import 'server-only'
import { headers } from 'next/headers'
import { unstable_rethrow } from 'next/navigation'
import type * as z from 'zod'
import { log } from '@/lib/log/log'
import { type Problem, problem } from '@/lib/problems/problem'
import { failed, type Result } from '@/lib/problems/result'
import { foreignRequestProblem } from '@/lib/security/own-request'
import type { Actor } from '@/lib/session/actor'
import type { FirstFactorPerson } from '@/lib/session/first-factor'
import { actorOrProblem, firstFactorOrProblem } from '@/lib/session/gates'

interface Definition<Schema extends z.ZodType> {
  /** For the log, e.g. `settings.save`. */
  name: string
  input: Schema
}

interface ActorDefinition<Schema extends z.ZodType, Output> extends Definition<Schema> {
  run: (actor: Actor, input: z.infer<Schema>) => Promise<Result<Output>>
}

interface FirstFactorDefinition<Schema extends z.ZodType, Output> extends Definition<Schema> {
  run: (person: FirstFactorPerson, input: z.infer<Schema>) => Promise<Result<Output>>
}

interface PublicDefinition<Schema extends z.ZodType, Output> extends Definition<Schema> {
  run: (input: z.infer<Schema>, requestId: string) => Promise<Result<Output>>
}

/**
 * An action of a signed-in person. The input is checked whatever the caller's types say: anybody can post to it.
 * `csrf` is the browser's token: `callAction` sends it, a form has it in a hidden field.
 */
export function defineAction<Schema extends z.ZodType, Output>(definition: ActorDefinition<Schema, Output>) {
  return (raw: z.input<Schema>, csrf?: string): Promise<Result<Output>> =>
    guarded(definition, raw, csrf, async (input) => {
      const actor = await actorOrProblem()
      return actor.ok ? definition.run(actor.data, input) : actor
    })
}

/** An action of somebody who has shown one factor of two; for nothing but showing the other. */
export function defineFirstFactorAction<Schema extends z.ZodType, Output>(
  definition: FirstFactorDefinition<Schema, Output>,
) {
  return (raw: z.input<Schema>, csrf?: string): Promise<Result<Output>> =>
    guarded(definition, raw, csrf, async (input) => {
      const person = await firstFactorOrProblem()
      return person.ok ? definition.run(person.data, input) : person
    })
}

/** An action that needs nobody signed in, such as signing in. */
export function definePublicAction<Schema extends z.ZodType, Output>(definition: PublicDefinition<Schema, Output>) {
  return (raw: z.input<Schema>, csrf?: string): Promise<Result<Output>> =>
    guarded(definition, raw, csrf, (input, requestId) => definition.run(input, requestId))
}

async function guarded<Schema extends z.ZodType, Output>(
  { name, input: schema }: Definition<Schema>,
  raw: unknown,
  csrf: unknown,
  run: (input: z.infer<Schema>, requestId: string) => Promise<Result<Output>>,
): Promise<Result<Output>> {
  const requestHeaders = await headers()
  const requestId = requestHeaders.get('x-request-id') ?? crypto.randomUUID()
  const refuse = (found: Problem) => {
    log.warn({ action: name, requestId, outcome: found.code, reason: found.reason }, 'action refused')
    return failed<Output>({ requestId, ...found })
  }
  try {
    const foreign = await foreignRequestProblem(csrf)
    if (foreign) return refuse(foreign)
    const input = schema.safeParse(raw)
    if (!input.success) return refuse(problem('invalid'))
    const result = await run(input.data, requestId)
    if (!result.ok) return refuse(result.problem)
    log.info({ action: name, requestId, outcome: 'ok' }, 'action')
    return result
  } catch (error) {
    unstable_rethrow(error)
    log.error({ action: name, requestId, err: error }, 'action failed')
    return failed(problem('unexpected', { requestId }))
  }
}
