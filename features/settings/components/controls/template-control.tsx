'use client'
// A field draws for its own edit only: code that remembers what it drew would be longer, not quicker.
'use no memo'

import { useTranslations } from 'next-intl'
import { useLayoutEffect, useRef } from 'react'
import { fieldClass } from '@/components/ui/field'
import type { TextSetting } from '@/lib/alphapy/catalogue/definition'
import type { ControlProps } from './control-props'
import { TemplatePreview } from './template-preview'
import { useTypedField } from './use-typed-field'

/** Words with names in braces that the bot replaces: the names to put in, and how it will read. */
export function TemplateControl(props: ControlProps<TextSetting> & { placeholders: readonly string[] }) {
  const { definition, override, placeholders } = props
  const t = useTranslations('settings.template')
  const { field, defaultText } = useTypedField(props)
  const area = useRef<HTMLTextAreaElement>(null)
  const wasIn = useRef(false)
  const caretWanted = useRef<number>(undefined)
  useLayoutEffect(() => {
    if (caretWanted.current === undefined) return
    area.current?.focus()
    area.current?.setSelectionRange(caretWanted.current, caretWanted.current)
    caretWanted.current = undefined
  })

  function putIn(name: string) {
    const text = field.value
    const from = wasIn.current ? (area.current?.selectionStart ?? text.length) : text.length
    const to = wasIn.current ? (area.current?.selectionEnd ?? from) : from
    const piece = `{${name}}`
    wasIn.current = true
    caretWanted.current = from + piece.length
    field.onChange({ target: { value: text.slice(0, from) + piece + text.slice(to) } })
  }

  return (
    <div className="flex w-full min-w-0 flex-col gap-2">
      <textarea
        {...field}
        ref={area}
        rows={3}
        placeholder={defaultText}
        onFocus={() => {
          wasIn.current = true
        }}
        className={`${fieldClass} field-sizing-content py-2`}
      />
      {/* biome-ignore lint/a11y/useSemanticElements: a toolbar has no element of its own. */}
      <div role="group" aria-label={t('putIn')} className="flex flex-wrap items-center gap-1.5">
        <span aria-hidden="true" className="text-ink-soft text-sm">
          {t('putIn')}
        </span>
        {placeholders.map((name) => (
          <button
            key={name}
            type="button"
            title={t(`meaning.${name as 'member'}`)}
            // The caret stays where it was.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => putIn(name)}
            className="min-h-9 rounded-sm border border-line-strong bg-surface px-2 font-mono text-sm hover:bg-hover md:min-h-7"
          >
            {`{${name}}`}
            <span className="sr-only"> {t(`meaning.${name as 'member'}`)}</span>
          </button>
        ))}
      </div>
      <TemplatePreview
        text={override === null ? defaultText : String(override)}
        placeholders={placeholders}
        quoted={override !== null && definition.note === 'textQuoted'}
      />
    </div>
  )
}
