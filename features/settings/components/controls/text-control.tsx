'use client'
// A field draws for its own edit only: code that remembers what it drew would be longer, not quicker.
'use no memo'

import { useTranslations } from 'next-intl'
import { fieldClass } from '@/components/ui/field'
import type { TextSetting } from '@/lib/alphapy/catalogue/definition'
import type { ControlProps } from './control-props'
import { useTypedField } from './use-typed-field'

/** Words: one line, or as many as its setting allows. */
export function TextControl(props: ControlProps<TextSetting>) {
  const t = useTranslations('settings')
  const { field, defaultText } = useTypedField(props)
  const placeholder = defaultText || t('notSet')
  const { form } = props.definition
  if (form === 'paragraph') {
    return (
      <textarea {...field} rows={3} placeholder={placeholder} className={`${fieldClass} field-sizing-content py-2`} />
    )
  }
  return (
    <input
      {...field}
      spellCheck={form === 'name' ? false : undefined}
      placeholder={placeholder}
      className={`${fieldClass} ${form === 'name' ? 'font-mono' : ''}`}
    />
  )
}
