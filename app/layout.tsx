import type { Metadata, Viewport } from 'next'
import localFont from 'next/font/local'
import { cookies } from 'next/headers'
import { NextIntlClientProvider } from 'next-intl'
import { getLocale, getTimeZone, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { EarlyTyping } from '@/components/forms/early-typing'
import { TimeZoneHint } from '@/features/account/components/preferences'
import { languageOf, preferenceCookies } from '@/lib/i18n/locales'
import { pageNonce } from '@/lib/security/page-nonce'
import './globals.css'

const sans = localFont({
  src: '../node_modules/@fontsource-variable/geist/files/geist-latin-wght-normal.woff2',
  variable: '--font-geist',
  weight: '100 900',
})
const mono = localFont({
  src: '../node_modules/@fontsource-variable/geist-mono/files/geist-mono-latin-wght-normal.woff2',
  variable: '--font-geist-mono',
  weight: '100 900',
  preload: false,
})

export const viewport: Viewport = {
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f6f6f9' },
    { media: '(prefers-color-scheme: dark)', color: '#101119' },
  ],
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('meta')
  return {
    title: { default: t('title'), template: t('template', { title: '%s' }) },
    description: t('description'),
    robots: { index: false, follow: false },
  }
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [locale, timeZone, cookieStore, nonce] = await Promise.all([getLocale(), getTimeZone(), cookies(), pageNonce()])
  const theme = cookieStore.get(preferenceCookies.theme)?.value
  return (
    <html
      lang={languageOf(locale)}
      data-theme={theme === 'dark' || theme === 'light' ? theme : 'system'}
      className={`${sans.variable} ${mono.variable}`}
    >
      <body>
        <EarlyTyping nonce={nonce} />
        <NextIntlClientProvider>
          {children}
          <TimeZoneHint known={timeZone} />
        </NextIntlClientProvider>
      </body>
    </html>
  )
}
