/** Language, words and time zone of a request, for next-intl. */
import { cookies, headers } from 'next/headers'
import { getRequestConfig } from 'next-intl/server'
import { chooseLocale, chooseRegion, chooseTimeZone, preferenceCookies } from './locales'

export default getRequestConfig(async () => {
  const [cookieStore, requestHeaders] = await Promise.all([cookies(), headers()])
  const accepted = requestHeaders.get('accept-language')
  const language = chooseLocale(cookieStore.get(preferenceCookies.locale)?.value, accepted)
  const messages = (await import(`../../messages/${language}.json`)).default
  return {
    locale: chooseRegion(language, accepted),
    messages,
    timeZone: chooseTimeZone(cookieStore.get(preferenceCookies.timeZone)?.value),
  }
})
