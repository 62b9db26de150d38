/** Language, words and time zone of a request, for next-intl. */
import { cookies, headers } from 'next/headers'
import { getRequestConfig } from 'next-intl/server'
import { chooseLocale, chooseTimeZone, preferenceCookies } from './locales'

export default getRequestConfig(async () => {
  const [cookieStore, requestHeaders] = await Promise.all([cookies(), headers()])
  const locale = chooseLocale(cookieStore.get(preferenceCookies.locale)?.value, requestHeaders.get('accept-language'))
  const messages = (await import(`../../messages/${locale}.json`)).default
  return { locale, messages, timeZone: chooseTimeZone(cookieStore.get(preferenceCookies.timeZone)?.value) }
})
