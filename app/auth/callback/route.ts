import { takeDiscordGuilds } from '@/features/guilds/data'
import { finishFlow } from '@/features/sign-in/data'
import { log } from '@/lib/log/log'
import { routes } from '@/lib/routes'
import { safeReturnTo } from '@/lib/session/return-to'

/**
 * Where the auth server sends people back, from Discord or after a link of its own kind. Does something only in the browser
 * that began the flow, so that opening it elsewhere, or ahead of time, spends nothing.
 */
export async function GET(request: Request) {
  const query = new URL(request.url).searchParams
  const flow = await finishFlow({
    flowId: query.get('flow') ?? '',
    code: query.get('code') ?? undefined,
    error: query.get('error_code') ?? query.get('error') ?? undefined,
  })
  const next = safeReturnTo(flow.next ?? query.get('next'), routes.guilds())
  const { purpose, result } = flow
  const requestId = request.headers.get('x-request-id') ?? undefined
  if (!result.ok) {
    const { code, reason } = result.problem
    log.warn({ handler: 'auth.callback', requestId, purpose, outcome: code, reason }, 'sign-in flow refused')
    return leadTo(routes.afterProblem(purpose, next, reason))
  }
  log.info({ handler: 'auth.callback', requestId, purpose, outcome: 'ok' }, 'sign-in flow')
  const { userId, providerToken } = result.data
  // The only use of Discord's token; whether it brings a list or not, the person is signed in.
  if (providerToken) await takeDiscordGuilds({ userId, providerToken, requestId })
  return leadTo(purpose === 'recovery' ? routes.newPassword(next) : next)
}

function leadTo(location: string): Response {
  return new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } })
}
