'use client'

import { useFormatter } from 'next-intl'
import { useState } from 'react'
import { useHeard } from '@/components/forms/use-heard'
import { fieldText, typedValue } from '@/lib/alphapy/catalogue/typed'
import type { ControlProps } from './control-props'

/**
 * A field that keeps what is typed as it is typed, and hands on the value it stands for: "0,70" stays in the field while
 * the value is 0.7. Anything that changes the value from elsewhere shows at once.
 */
export function useTypedField({ id, definition, override, onChange, describedBy, invalid }: ControlProps) {
  const format = useFormatter()
  const [typed, setTyped] = useState('')
  const groupSign = format.number(10_000).charAt(2)
  const readTyped = (text: string) => typedValue(definition, text, groupSign)
  const hear = (text: string) => {
    setTyped(text)
    onChange(readTyped(text))
  }
  useHeard(id, hear)
  const decimalPoint = format.number(0.5).charAt(1)
  const value = readTyped(typed) === override ? typed : fieldText(definition, override, decimalPoint)
  return {
    /** The default, as it would stand in the field. */
    defaultText: fieldText(definition, definition.default, decimalPoint),
    field: {
      id,
      value,
      autoComplete: 'off',
      'aria-describedby': describedBy,
      'aria-invalid': invalid || undefined,
      'data-early': definition.key,
      onChange: ({ target }: { target: { value: string } }) => hear(target.value),
    },
  }
}
