/** The languages of Mind and how one is chosen. Pure. */

/** Languages, the first being the fallback. */
export const locales = ['en', 'nl'] as const

/** A language of Mind. */
export type Locale = (typeof locales)[number]

/** A language with the place whose dates and times a reader is used to. */
export type RegionalLocale = Locale | `${Locale}-${string}`

/** Where a browser names no place: Mind's readers are Europeans first. */
const homes: Record<Locale, RegionalLocale> = { en: 'en-GB', nl: 'nl-BE' }

/** Cookies that remember a person's choices on this device. */
export const preferenceCookies = { locale: 'mind-locale', timeZone: 'mind-time-zone', theme: 'mind-theme' } as const

/** True for a language Mind speaks. */
function isLocale(value: unknown): value is Locale {
  return typeof value === 'string' && (locales as readonly string[]).includes(value)
}

/** The language for a reader: their choice, else the first of their browser's languages that Mind speaks. */
export function chooseLocale(chosen: string | undefined, acceptLanguage: string | null): Locale {
  if (isLocale(chosen)) return chosen
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';')
      const quality = parameters.map((text) => /^\s*q=([\d.]+)$/.exec(text)?.[1]).find((q) => q !== undefined)
      return { language: tag.split('-')[0], quality: quality === undefined ? 1 : Number(quality) }
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality)
  return wanted.map(({ language }) => language).find(isLocale) ?? locales[0]
}

/** How a reader of this language writes dates and times: as the first of their browser's languages that says so. */
export function chooseRegion(language: Locale, acceptLanguage: string | null): RegionalLocale {
  const region = new RegExp(`(?:^|,)\\s*${language}-([a-z]{2})\\b`, 'i').exec(acceptLanguage ?? '')?.[1]
  return region ? `${language}-${region.toUpperCase()}` : homes[language]
}

/** The language of a locale. */
export function languageOf(locale: RegionalLocale): Locale {
  return locales.find((language) => locale.startsWith(language)) ?? locales[0]
}

/** The time zone if it is one this machine knows, else UTC. */
export function chooseTimeZone(chosen: string | undefined): string {
  if (!chosen) return 'UTC'
  try {
    return new Intl.DateTimeFormat('en', { timeZone: chosen }).resolvedOptions().timeZone
  } catch {
    return 'UTC'
  }
}
