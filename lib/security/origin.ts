/** Whether a request comes from Mind's own pages, and over which scheme. Pure: everything comes as an argument. */

/** True when the visit reached us over https, directly or by what the configured public address says. */
export function requestUsesHttps(headers: Headers, protocol: string, configuredOrigin: string | undefined): boolean {
  if (configuredOrigin) return configuredOrigin.startsWith('https:')
  return (headers.get('x-forwarded-proto')?.split(',')[0]?.trim() ?? protocol.replace(':', '')) === 'https'
}

/**
 * True for a change sent by one of Mind's own pages. A foreign or `null` origin is refused, and so is a missing one:
 * every browser names its origin on a POST.
 */
export function isOwnOrigin(headers: Headers, configuredOrigin: string | undefined): boolean {
  const origin = headers.get('origin')
  if (!origin || origin === 'null') return false
  if (configuredOrigin && origin === configuredOrigin) return true
  if (configuredOrigin) return false
  const host = visitedHost(headers)
  try {
    return host !== undefined && new URL(origin).host === host
  } catch {
    return false
  }
}

/** Mind's public address as this visit sees it, for addresses the auth server shall send people back to. */
export function ownOrigin(headers: Headers, configuredOrigin: string | undefined): string {
  if (configuredOrigin) return configuredOrigin
  const scheme = requestUsesHttps(headers, 'http:', undefined) ? 'https' : 'http'
  return `${scheme}://${visitedHost(headers)}`
}

/** The host the visitor named. Of several proxies each adds one; the first is the outermost's. */
function visitedHost(headers: Headers): string | undefined {
  return headers.get('x-forwarded-host')?.split(',')[0]?.trim() || headers.get('host') || undefined
}
