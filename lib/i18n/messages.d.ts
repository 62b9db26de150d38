import type messages from '../../messages/en.json'
import type { RegionalLocale } from './locales'

declare module 'next-intl' {
  interface AppConfig {
    Locale: RegionalLocale
    Messages: typeof messages
  }
}
