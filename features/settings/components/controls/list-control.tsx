'use client'
// A field draws for its own edit only: code that remembers what it drew would be longer, not quicker.
'use no memo'

import { useTranslations } from 'next-intl'
import { fieldClass } from '@/components/ui/field'
import type { ListSetting } from '@/lib/alphapy/catalogue/definition'
import type { ControlProps } from './control-props'
import { useTypedField } from './use-typed-field'

/** A list: ids one on each line, awards as their JSON. */
export function ListControl(props: ControlProps<ListSetting>) {
  const t = useTranslations('settings')
  const { field } = useTypedField(props)
  return (
    <textarea
      {...field}
      rows={3}
      inputMode={props.definition.type === 'id-list' ? 'numeric' : undefined}
      spellCheck={false}
      placeholder={t('notSet')}
      className={`${fieldClass} field-sizing-content max-h-96 py-2 font-mono`}
    />
  )
}
