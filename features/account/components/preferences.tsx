'use client'

import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { useEffect, useId, useState, useTransition } from 'react'
import { fieldLook } from '@/components/ui/field'
import { locales, preferenceCookies } from '@/lib/i18n/locales'

const themes = ['system', 'light', 'dark'] as const
const yearS = 31_536_000
/** A label and its choice on each line, the choices under one another. */
const rows = 'grid grid-cols-[minmax(0,1fr)_minmax(0,auto)] max-[18rem]:grid-cols-1 items-center gap-x-6 gap-y-2.5'

function remember(name: string, value: string) {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser Mind supports.
  document.cookie = `${name}=${encodeURIComponent(value)}; path=/; max-age=${yearS}; samesite=lax`
}

/** Theme and language, remembered on this device. `framed`: as a part of a menu. */
export function Preferences({ theme: initialTheme, framed = true }: { theme: string; framed?: boolean }) {
  const t = useTranslations('account')
  // With the reader's region, such as `nl-BE`; what is chosen is the language alone.
  const [language = ''] = useLocale().split('-')
  const router = useRouter()
  const [theme, setTheme] = useState(initialTheme)
  const [, startTransition] = useTransition()
  return (
    <div className={framed ? `${rows} border-t px-2 py-2.5` : `${rows} sm:grid-cols-[9rem_auto] sm:justify-start`}>
      <Choice
        label={t('theme')}
        value={theme}
        options={themes.map((name) => [name, t(`themes.${name}`)])}
        onChange={(name) => {
          setTheme(name)
          remember(preferenceCookies.theme, name)
          document.documentElement.dataset.theme = name
        }}
      />
      <Choice
        label={t('language')}
        value={language}
        options={locales.map((name) => [name, t(`languages.${name}`)])}
        onChange={(name) => {
          remember(preferenceCookies.locale, name)
          startTransition(() => router.refresh())
        }}
      />
    </div>
  )
}

function Choice({
  label,
  value,
  options,
  onChange,
}: {
  label: string
  value: string
  options: [value: string, text: string][]
  onChange: (value: string) => void
}) {
  const id = useId()
  return (
    <>
      <label htmlFor={id} className="text-sm">
        {label}
      </label>
      <select
        id={id}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className={`${fieldLook} min-w-0 pr-8.5`}
      >
        {options.map(([name, text]) => (
          <option key={name} value={name}>
            {text}
          </option>
        ))}
      </select>
    </>
  )
}

/** Tells the server the reader's time zone once, so that clock times are theirs from the next answer on. */
export function TimeZoneHint({ known }: { known: string }) {
  const router = useRouter()
  useEffect(() => {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
    // The server may know the same zone by another name: what was told once is not told again.
    const told = document.cookie.includes(`${preferenceCookies.timeZone}=${encodeURIComponent(timeZone)}`)
    if (!timeZone || timeZone === known || told) return
    remember(preferenceCookies.timeZone, timeZone)
    router.refresh()
  }, [known, router])
  return null
}
