import 'server-only'
import { headers } from 'next/headers'

/** The nonce that the content policy of this answer lets scripts run with; `undefined` where the answer has no policy. */
export async function pageNonce(): Promise<string | undefined> {
  const policy = (await headers()).get('content-security-policy') ?? ''
  return /'nonce-([^']+)'/.exec(policy)?.[1]
}
