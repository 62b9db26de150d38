/** Agent sessions: never enabled on a local deployment. */
import { type Route, route, textParameter } from '../route'
import { HttpError } from '../wire/reply'

const refuse = async (): Promise<never> => {
  throw new HttpError(503, 'Agents are not enabled on this deployment.')
}

/** All four answer 503. */
export const agentRoutes: readonly Route[] = [
  route({ method: 'GET', pattern: '/api/agents/sessions/active', since: 'C', access: 'linked', handle: refuse }),
  route({ method: 'POST', pattern: '/api/agents/sessions', since: 'C', access: 'linked', handle: refuse }),
  ...['turns', 'complete'].map((action) =>
    route(
      {
        method: 'POST',
        pattern: `/api/agents/sessions/{session_id}/${action}`,
        since: 'C',
        access: 'linked',
        handle: refuse,
      },
      [textParameter('session_id')],
    ),
  ),
]
