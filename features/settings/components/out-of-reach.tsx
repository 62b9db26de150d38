import { EyeOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { SettingDefinition } from '@/lib/alphapy/catalogue/definition'
import { usePlainSettingWords } from '@/lib/i18n/plain-setting-words'

/** Settings of the bot that its server leaves out of what it tells and takes: named, so that nobody looks for them in vain. */
export function OutOfReach({ settings }: { settings: readonly SettingDefinition[] }) {
  if (settings.length === 0) return null
  return (
    <div className="mt-5 divide-y rounded-md border bg-surface">
      {settings.map((definition) => (
        <SettingOutOfReach key={`${definition.scope}.${definition.key}`} definition={definition} />
      ))}
    </div>
  )
}

function SettingOutOfReach({ definition }: { definition: SettingDefinition }) {
  const t = useTranslations('settings')
  const words = usePlainSettingWords(definition)
  return (
    <div id={`${definition.scope}.${definition.key}`} tabIndex={-1} className="linked p-4 md:p-5">
      <p className="font-medium">{words.label}</p>
      <p className="mt-1 text-ink-soft">{words.help}</p>
      <p className="mt-1.5 flex gap-2 text-ink-faint">
        <EyeOff aria-hidden size={15} className="mt-1 shrink-0" />
        <span className="min-w-0">{t('outOfReach', { value: words.value(definition.default) })}</span>
      </p>
    </div>
  )
}
