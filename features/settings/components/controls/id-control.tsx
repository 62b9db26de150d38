'use client'
// A field draws for its own edit only: code that remembers what it drew would be longer, not quicker.
'use no memo'

import { useTranslations } from 'next-intl'
import { fieldClass } from '@/components/ui/field'
import type { ReferenceSetting } from '@/lib/alphapy/catalogue/definition'
import type { ControlProps } from './control-props'
import { useTypedField } from './use-typed-field'

/** A channel or role by its id. */
export function IdControl(props: ControlProps<ReferenceSetting>) {
  const t = useTranslations('settings')
  const { field } = useTypedField(props)
  return (
    <input
      {...field}
      inputMode="numeric"
      spellCheck={false}
      placeholder={t('notSet')}
      className={`${fieldClass} font-mono`}
    />
  )
}
