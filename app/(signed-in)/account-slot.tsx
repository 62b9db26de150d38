import { cookies } from 'next/headers'
import { AccountMenu } from '@/features/account/components/account-menu'
import { preferenceCookies } from '@/lib/i18n/locales'
import { readSession } from '@/lib/session/read-session'

/** The account menu of the frame, for whoever is signed in. */
export async function AccountSlot() {
  const [session, cookieStore] = await Promise.all([readSession(), cookies()])
  if (session.kind !== 'signed-in') return null
  return <AccountMenu email={session.actor.email} theme={cookieStore.get(preferenceCookies.theme)?.value ?? 'system'} />
}
