import type { Instrumentation } from 'next'

/** Runs once when the server starts: a bad configuration stops it. */
export async function register() {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { refuseBadStart } = await import('./lib/env/refuse-bad-start')
    refuseBadStart()
    const { rememberNoRequest } = await import('./lib/shared-fetch')
    rememberNoRequest()
  }
}

/** What nothing of Mind caught leaves a line under the id of its request, and under the digest a page shows. */
export const onRequestError: Instrumentation.onRequestError = async (error, { headers }, { routePath, routeType }) => {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { log } = await import('./lib/log/log')
  const digest = error instanceof Error && 'digest' in error ? error.digest : undefined
  log.error({ requestId: headers['x-request-id'], route: routePath, routeType, digest, err: error }, 'request failed')
}
