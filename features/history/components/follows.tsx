import { Info, TriangleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { settingOf } from '@/lib/alphapy/catalogue/catalogue'
import type { Consequence } from '@/lib/alphapy/catalogue/consequences'
import type { SettingDefinition } from '@/lib/alphapy/catalogue/definition'
import { useConsequenceWords } from '@/lib/i18n/consequence-words'
import type { GuildNames } from '@/lib/i18n/guild-names'
import { usePlainSettingWords } from '@/lib/i18n/plain-setting-words'

/** What follows from putting a value back: limits of the bot too. Nothing when nothing does. */
export function Follows({ consequences, names }: { consequences: readonly Consequence[]; names: GuildNames }) {
  if (consequences.length === 0) return null
  return (
    <ul className="mt-3 flex flex-col gap-2">
      {consequences.map((consequence) => {
        const [scope = '', key = ''] = consequence.name.split('.')
        const definition = settingOf(scope, key)
        return definition ? (
          <li key={`${consequence.words} ${consequence.name}`}>
            <InWords consequence={consequence} definition={definition} names={names} />
          </li>
        ) : null
      })}
    </ul>
  )
}

/** What becomes of the other settings of the category. */
export function Rest({ scope, clears }: { scope: string; clears: readonly string[] }) {
  const t = useTranslations('history.undo')
  const cleared = clears.flatMap((key) => settingOf(scope, key) ?? [])
  if (cleared.length === 0) return t('rest')
  return (
    <>
      {t('clears')}{' '}
      {cleared.map((definition, index) => (
        <span key={definition.key} className="font-medium text-ink">
          {index > 0 ? ', ' : ''}
          <Name definition={definition} />
        </span>
      ))}
    </>
  )
}

function Name({ definition }: { definition: SettingDefinition }) {
  return usePlainSettingWords(definition).label
}

function InWords({
  consequence,
  definition,
  names,
}: {
  consequence: Consequence
  definition: SettingDefinition
  names: GuildNames
}) {
  const t = useTranslations('settings.consequences')
  const said = useConsequenceWords(consequence, usePlainSettingWords(definition, names))
  const isGrave = consequence.severity === 'warn'
  const Icon = isGrave ? TriangleAlert : Info
  return (
    <p className={`flex gap-2 ${isGrave ? 'text-warn-ink' : 'text-ink-soft'}`}>
      <Icon aria-hidden size={16} className="mt-0.5 shrink-0" />
      <span className="wrap-anywhere min-w-0">
        <span className="sr-only">{t(consequence.severity)}</span> {said}
      </span>
    </p>
  )
}
