'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { type Category, settingsOf } from '@/lib/alphapy/catalogue/catalogue'
import type { SettingDefinition } from '@/lib/alphapy/catalogue/definition'
import { useSettingWords } from '@/lib/i18n/setting-words'
import type { Conflict } from '../schema'

type Choice = 'mine' | 'theirs'

/** Somebody else changed the same settings: what it was, what it is now, what was wanted, and the person decides. */
export function ConflictDialog({
  category,
  conflicts,
  onCancel,
  onResolve,
}: {
  category: Category
  conflicts: Conflict[]
  onCancel: () => void
  onResolve: (choices: Record<string, Choice>, conflicts: Conflict[]) => void
}) {
  const t = useTranslations('settings.conflict')
  const [choices, setChoices] = useState<Record<string, Choice>>({})
  const undecided = conflicts.some(({ key }) => !choices[key])
  return (
    <Dialog title={t('title')} onClose={onCancel}>
      <p className="text-ink-soft">{t('body')}</p>
      <div className="mt-4 flex flex-col gap-4">
        {conflicts.map((conflict) => {
          const definition = settingsOf(category).find(({ key }) => key === conflict.key)
          return definition ? (
            <ConflictChoice
              key={conflict.key}
              definition={definition}
              conflict={conflict}
              choice={choices[conflict.key]}
              onChoose={(choice) => setChoices({ ...choices, [conflict.key]: choice })}
            />
          ) : null
        })}
      </div>
      <div className="mt-5 flex flex-wrap justify-end gap-2">
        <Button look="quiet" onClick={onCancel}>
          {t('later')}
        </Button>
        <Button disabled={undecided} onClick={() => onResolve(choices, conflicts)}>
          {t('save')}
        </Button>
      </div>
    </Dialog>
  )
}

function ConflictChoice({
  definition,
  conflict,
  choice,
  onChoose,
}: {
  definition: SettingDefinition
  conflict: Conflict
  choice: Choice | undefined
  onChoose: (choice: Choice) => void
}) {
  const t = useTranslations('settings.conflict')
  const words = useSettingWords(definition)
  const options: [Choice, string][] = [
    ['theirs', t('theirs', { value: words.value(conflict.theirs) })],
    ['mine', t('mine', { value: words.value(conflict.mine) })],
  ]
  return (
    <fieldset className="rounded-sm border p-3">
      <legend className="px-1 font-medium">{words.label}</legend>
      <p className="mb-2 text-ink-faint text-sm">{t('base', { value: words.value(conflict.base) })}</p>
      {options.map(([value, text]) => (
        <label key={value} className="flex min-h-11 items-center gap-2.5 md:min-h-8">
          <input
            type="radio"
            name={`conflict-${conflict.key}`}
            value={value}
            checked={choice === value}
            onChange={() => onChoose(value)}
            className="size-4 accent-accent"
          />
          <span className="min-w-0 wrap-anywhere">{text}</span>
        </label>
      ))}
    </fieldset>
  )
}
