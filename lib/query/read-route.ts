/** The way in for a browser's refetch: a route handler that answers a `Result` as JSON, never cached. */
import 'server-only'
import { headers as requestHeaders } from 'next/headers'
import { unstable_rethrow } from 'next/navigation'
import { log } from '@/lib/log/log'
import { problem, problemStatus } from '@/lib/problems/problem'
import { failed, type Result } from '@/lib/problems/result'
import type { Actor } from '@/lib/session/actor'
import { actorOrProblem } from '@/lib/session/gates'

const headers = { 'cache-control': 'private, no-store' }

/** Answers with what `read` finds for the signed-in person, or with the problem and its status. */
export async function answerRead<T>(name: string, read: (actor: Actor) => Promise<Result<T>>): Promise<Response> {
  const result = await readGuarded(name, read)
  return Response.json(result, { status: result.ok ? 200 : problemStatus(result.problem), headers })
}

async function readGuarded<T>(name: string, read: (actor: Actor) => Promise<Result<T>>): Promise<Result<T>> {
  let requestId: string = crypto.randomUUID()
  try {
    requestId = (await requestHeaders()).get('x-request-id') ?? requestId
    const actor = await actorOrProblem()
    const result = actor.ok ? await read(actor.data) : actor
    if (!result.ok) {
      const { code, reason, requestId: callId } = result.problem
      log.warn({ handler: name, requestId, callId, outcome: code, reason }, 'read refused')
    }
    return result
  } catch (error) {
    unstable_rethrow(error)
    log.error({ handler: name, requestId, err: error }, 'handler failed')
    return failed(problem('unexpected', { requestId, safeToRepeat: true }))
  }
}
