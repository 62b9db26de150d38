'use client'
// A field draws for its own edit only: code that remembers what it drew would be longer, not quicker.
'use no memo'

import { Lock } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import type { SettingDefinition, SettingValue } from '@/lib/alphapy/catalogue/definition'
import { useSettingWords } from '@/lib/i18n/setting-words'
import { effectiveValue } from '../model'

/** A setting that Mind only shows, with the reason. */
export function ShownSetting({ definition, stored }: { definition: SettingDefinition; stored: SettingValue | null }) {
  const t = useTranslations('settings')
  const words = useSettingWords(definition)
  return (
    <div
      id={definition.key}
      tabIndex={-1}
      className="linked flex flex-col gap-3 p-4 md:p-5 @xl:flex-row @xl:items-start @xl:justify-between @xl:gap-8"
    >
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <p className="font-medium">{words.label}</p>
          {stored === null ? (
            <span className="text-ink-faint text-xs">{t('default')}</span>
          ) : (
            <Badge tone="neutral">{t('override')}</Badge>
          )}
        </div>
        <p className="mt-1 text-ink-soft">{words.help}</p>
        <p className="mt-1.5 flex gap-2 text-ink-faint">
          <Lock aria-hidden size={15} className="mt-1 shrink-0" />
          <span className="min-w-0">{words.readOnly}</span>
        </p>
      </div>
      <p className="min-w-0 break-all @xl:w-[18rem] @xl:text-right">
        {words.value(effectiveValue(definition, stored))}
      </p>
    </div>
  )
}
