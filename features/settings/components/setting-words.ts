'use client'

import { useTranslations } from 'next-intl'
import type { SettingDefinition, SettingValue } from '@/lib/alphapy/catalogue/definition'
import type { Refusal } from '@/lib/alphapy/catalogue/validate'

type FieldKey = Parameters<ReturnType<typeof useTranslations<'settings.fields'>>>[0]

/** The words of a setting: label, help, values and refusals. Every catalogue entry has its own under `messages/`. */
export function useSettingWords({ scope, key, type }: Pick<SettingDefinition, 'scope' | 'key' | 'type'>) {
  const fields = useTranslations('settings.fields')
  const t = useTranslations('settings')
  const validation = useTranslations('validation')
  return {
    // A test proves that every setting of the catalogue has these words in every language.
    label: fields(`${scope}.${key}.label` as FieldKey),
    help: fields(`${scope}.${key}.help` as FieldKey),
    /** A value as people say it. */
    value: (value: SettingValue | null): string => {
      if (value === null) return t('notSet')
      if (type === 'boolean') return value === true ? t('on') : t('off')
      return String(value)
    },
    refusal: (refusal: Refusal | { key: 'unknownSetting' }): string =>
      validation(refusal.key, ('values' in refusal && refusal.values) || {}),
  }
}
