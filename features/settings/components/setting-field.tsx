'use client'
// A field draws for its own edit only: code that remembers what it drew would be longer, not quicker.
'use no memo'

import { Info, RotateCcw, TriangleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useId } from 'react'
import { Badge } from '@/components/ui/badge'
import type { SettingDefinition, SettingValue } from '@/lib/alphapy/catalogue/definition'
import { cautionOf, type Refusal } from '@/lib/alphapy/catalogue/validate'
import { useSettingWords } from '@/lib/i18n/setting-words'
import { effectiveValue } from '../model'
import type { Edit } from '../schema'
import { isWide, SettingControl } from './controls/setting-control'

/** Where the control stands: a small one always beside the words, a wide one below them, others where there is room. */
const layouts = {
  small: {
    setting: 'items-start justify-between md:gap-8',
    control: 'flex-col items-center max-md:-mr-0.5 md:flex-row',
  },
  beside: {
    setting: 'flex-col @xl:flex-row @xl:items-start @xl:justify-between @xl:gap-8',
    control: 'items-center @xl:w-[18rem]',
  },
  wide: { setting: 'flex-col', control: 'items-start' },
}

/** One setting: label, control, help, known limits, and whether it is the default or an override. */
export function SettingField({
  definition,
  stored,
  unreadable,
  edit,
  isOvertaken,
  refusal,
  onChange,
}: {
  definition: SettingDefinition
  stored: SettingValue | null
  /** What is stored, as text, when the bot cannot read it. */
  unreadable: string | undefined
  edit: Edit | undefined
  /** Somebody else has changed it since the edit began. */
  isOvertaken: boolean
  refusal: Refusal | { key: 'unknownSetting' } | undefined
  onChange: (value: SettingValue | null) => void
}) {
  const t = useTranslations('settings')
  const words = useSettingWords(definition)
  const id = useId()
  const layout = layouts[definition.type === 'boolean' ? 'small' : isWide(definition) ? 'wide' : 'beside']
  const override = edit ? edit.mine : stored
  const caution = refusal ? undefined : cautionOf(definition, override)
  const parts = { help: true, note: words.note, caution, error: refusal }
  const describedBy = Object.entries(parts)
    .flatMap(([part, there]) => (there ? [`${id}-${part}`] : []))
    .join(' ')
  return (
    <div id={definition.key} className={`linked flex gap-3 p-4 md:p-5 ${layout.setting}`}>
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <label id={`${id}-label`} htmlFor={id} className="min-w-0 font-medium">
            {words.label}
          </label>
          {edit ? (
            <Badge tone="info">{t('unsaved')}</Badge>
          ) : unreadable !== undefined ? (
            <Badge tone="warn">{t('notReadable')}</Badge>
          ) : stored === null ? (
            <span className="text-ink-faint text-xs">{t('default')}</span>
          ) : (
            <Badge tone="neutral">{t('override')}</Badge>
          )}
        </div>
        <p id={`${id}-help`} className="mt-1 text-ink-soft">
          {words.help}{' '}
          <span className="text-ink-faint">
            {words.limits} {t('defaultIs', { value: words.value(definition.default) })}
          </span>
        </p>
        {words.note ? <Remark id={`${id}-note`} grave={definition.effect !== 'works'} text={words.note} /> : null}
        {isOvertaken ? (
          <p className="mt-1.5 text-warn-ink">
            {t('changedMeanwhile', { value: unreadable ?? words.value(effectiveValue(definition, stored)) })}
          </p>
        ) : null}
        {caution ? <Remark id={`${id}-caution`} grave text={words.refusal(caution)} /> : null}
        {refusal ? (
          <p id={`${id}-error`} className="mt-1.5 text-bad-ink">
            {words.refusal(refusal)}
          </p>
        ) : null}
      </div>
      <div className={`flex gap-2 ${layout.control}`}>
        <SettingControl
          id={id}
          labelId={`${id}-label`}
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
          aria-disabled={override === null || undefined}
          onClick={() => override !== null && onChange(null)}
          // Whoever has just pressed it stays on it: it is out of sight once they go on.
          className="inline-flex size-11 shrink-0 items-center justify-center rounded-sm text-ink-faint hover:bg-hover hover:text-ink aria-disabled:invisible focus:aria-disabled:visible focus:aria-disabled:opacity-40 md:size-9"
        >
          <RotateCcw aria-hidden size={16} />
        </button>
      </div>
    </div>
  )
}

/** A remark beside a setting. `grave` when it bears on whether the setting does what it says. */
function Remark({ id, grave, text }: { id: string; grave: boolean; text: ReactNode }) {
  const Icon = grave ? TriangleAlert : Info
  return (
    <p id={id} className={`mt-1.5 flex gap-2 ${grave ? 'text-warn-ink' : 'text-ink-soft'}`}>
      <Icon aria-hidden size={15} className="mt-1 shrink-0" />
      <span className="min-w-0">{text}</span>
    </p>
  )
}
