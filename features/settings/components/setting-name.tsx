'use client'

import { MoveRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { settingOf } from '@/lib/alphapy/catalogue/catalogue'
import type { SettingDefinition, SettingValue } from '@/lib/alphapy/catalogue/definition'
import { useSettingWords } from '@/lib/i18n/setting-words'

/** The name of a setting; of one Mind does not know, its key. */
export function SettingName({ category, name }: { category: string; name: string }) {
  const definition = settingOf(category, name)
  return definition ? <KnownName definition={definition} /> : name
}

/** The names of some settings in a row. */
export function SettingNames({ category, names }: { category: string; names: readonly string[] }) {
  return (
    <span className="font-medium">
      {names.map((name, index) => (
        <span key={name}>
          {index > 0 ? ', ' : ''}
          <SettingName category={category} name={name} />
        </span>
      ))}
    </span>
  )
}

/** A value and what becomes of it, in words; for the eye an arrow, for the ear a word. */
export function ValueChange({
  definition,
  from,
  to,
}: {
  definition: SettingDefinition
  from: SettingValue | null
  to: SettingValue | null
}) {
  const t = useTranslations('settings.review')
  const words = useSettingWords(definition)
  return (
    <span className="inline-flex max-w-full flex-wrap items-center gap-x-2">
      <span className="wrap-anywhere min-w-0 text-ink-soft">{words.value(from)}</span>
      <MoveRight aria-hidden size={15} className="shrink-0 text-ink-faint" />
      <span className="sr-only">{t('becomes')}</span>
      <span className="wrap-anywhere min-w-0 font-medium">{words.value(to)}</span>
    </span>
  )
}

function KnownName({ definition }: { definition: SettingDefinition }) {
  return useSettingWords(definition).label
}
