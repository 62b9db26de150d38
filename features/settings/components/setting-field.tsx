'use client'

import { RotateCcw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useId } from 'react'
import { Switch } from '@/components/forms/switch'
import { Badge } from '@/components/ui/badge'
import type { SettingDefinition, SettingValue } from '@/lib/alphapy/catalogue/definition'
import type { Refusal } from '@/lib/alphapy/catalogue/validate'
import { effectiveValue } from '../model'
import type { Edit } from '../schema'
import { useSettingWords } from './setting-words'

/** One setting: label, control, help, and whether it is the default or an override. */
export function SettingField({
  definition,
  stored,
  edit,
  refusal,
  onChange,
}: {
  definition: SettingDefinition
  stored: SettingValue | null
  edit: Edit | undefined
  refusal: Refusal | { key: 'unknownSetting' } | undefined
  onChange: (value: SettingValue | null) => void
}) {
  const t = useTranslations('settings')
  const words = useSettingWords(definition)
  const id = useId()
  const override = edit ? edit.mine : stored
  const describedBy = [`${id}-help`, refusal ? `${id}-error` : ''].filter(Boolean).join(' ')
  return (
    <div className="flex flex-col gap-3 p-4 md:flex-row md:items-start md:justify-between md:gap-8 md:p-5">
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <label htmlFor={id} className="font-medium">
            {words.label}
          </label>
          {edit ? (
            <Badge tone="info">{t('unsaved')}</Badge>
          ) : stored === null ? (
            <Badge tone="neutral">{t('default')}</Badge>
          ) : (
            <Badge tone="neutral">{t('override')}</Badge>
          )}
        </div>
        <p id={`${id}-help`} className="mt-1 text-ink-soft">
          {words.help}{' '}
          <span className="text-ink-faint">{t('defaultIs', { value: words.value(definition.default) })}</span>
        </p>
        {edit && edit.base !== stored ? (
          <p className="mt-1.5 text-warn-ink">{t('changedMeanwhile', { value: words.value(stored) })}</p>
        ) : null}
        {refusal ? (
          <p id={`${id}-error`} className="mt-1.5 text-bad-ink">
            {words.refusal(refusal)}
          </p>
        ) : null}
      </div>
      <div className="flex items-center gap-2 md:w-72 md:justify-end">
        <Control
          id={id}
          definition={definition}
          override={override}
          onChange={onChange}
          describedBy={describedBy}
          invalid={refusal !== undefined}
        />
        <button
          type="button"
          title={t('reset')}
          aria-label={t('resetNamed', { name: words.label })}
          disabled={override === null}
          onClick={() => onChange(null)}
          className="inline-flex size-11 shrink-0 items-center justify-center rounded-sm text-ink-faint hover:bg-sunken hover:text-ink disabled:invisible md:size-9"
        >
          <RotateCcw aria-hidden size={16} />
        </button>
      </div>
    </div>
  )
}

function Control({
  id,
  definition,
  override,
  onChange,
  describedBy,
  invalid,
}: {
  id: string
  definition: SettingDefinition
  override: SettingValue | null
  onChange: (value: SettingValue | null) => void
  describedBy: string
  invalid: boolean
}) {
  const t = useTranslations('settings')
  if (definition.type === 'boolean') {
    return (
      <Switch
        id={id}
        checked={effectiveValue(definition, override) === true}
        onChange={onChange}
        describedBy={describedBy}
      />
    )
  }
  const isId = definition.type === 'channel' || definition.type === 'role'
  return (
    <input
      id={id}
      inputMode="numeric"
      autoComplete="off"
      spellCheck={false}
      aria-describedby={describedBy}
      aria-invalid={invalid || undefined}
      placeholder={isId ? t('notSet') : String(definition.default)}
      value={override === null ? '' : String(override)}
      onChange={(event) => onChange(parseInput(definition, event.target.value))}
      className={`block min-h-11 w-full min-w-0 rounded-sm border border-line-strong bg-surface px-3 text-lg aria-invalid:border-bad md:min-h-9 md:text-base ${isId ? 'font-mono' : 'text-right tabular-nums'}`}
    />
  )
}

/** What was typed, as the setting's own type where it can be; otherwise as text, to be refused with words. */
function parseInput(definition: SettingDefinition, text: string): SettingValue | null {
  const trimmed = text.trim()
  if (trimmed === '') return null
  return definition.type === 'integer' && /^-?\d{1,15}$/.test(trimmed) ? Number(trimmed) : trimmed
}
