import type { ComponentProps } from 'react'
import { fieldClass } from '@/components/ui/field'
import { FieldFrame, type FieldWords } from './field-frame'

/** A labelled choice of one among a few. */
export function SelectField({ id, label, hint, error, ...props }: ComponentProps<'select'> & FieldWords) {
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error}>
      {(attributes) => <select {...attributes} className={`${fieldClass} pr-8.5`} {...props} />}
    </FieldFrame>
  )
}
