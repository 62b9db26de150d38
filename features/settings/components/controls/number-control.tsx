'use client'
// A field draws for its own edit only: code that remembers what it drew would be longer, not quicker.
'use no memo'

import { useTranslations } from 'next-intl'
import { fieldClass } from '@/components/ui/field'
import type { NumberSetting } from '@/lib/alphapy/catalogue/definition'
import type { ControlProps } from './control-props'
import { useTypedField } from './use-typed-field'

/** A figure with its unit. Typed as text, so that a slip is told in words instead of swallowed by the browser. */
export function NumberControl(props: ControlProps<NumberSetting>) {
  const units = useTranslations('units')
  const { field, defaultText } = useTypedField(props)
  const { type, unit } = props.definition
  return (
    <div className="flex w-full items-center gap-2">
      <input
        {...field}
        inputMode={type === 'integer' ? 'numeric' : 'decimal'}
        placeholder={defaultText}
        className={`${fieldClass} text-right tabular-nums`}
      />
      {unit ? (
        // Read to people with the default, in the description.
        <span aria-hidden="true" className="text-ink-soft">
          {units(`${unit}.name`)}
        </span>
      ) : null}
    </div>
  )
}
