import { cookies } from 'next/headers'
import { AccountMenu } from '@/features/account/components/account-menu'
import { preferenceCookies } from '@/lib/i18n/locales'
import { readCsrfToken } from '@/lib/security/own-request'
import { readSession } from '@/lib/session/read-session'

/** The account menu of the frame, for whoever is signed in. */
export async function AccountSlot() {
  const [session, cookieStore, csrf] = await Promise.all([readSession(), cookies(), readCsrfToken()])
  if (session.kind !== 'signed-in') return null
  const theme = cookieStore.get(preferenceCookies.theme)?.value ?? 'system'
  return <AccountMenu person={session.actor.name} theme={theme} csrf={csrf} />
}
