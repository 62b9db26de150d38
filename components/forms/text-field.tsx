import type { ComponentProps } from 'react'
import { fieldClass } from '@/components/ui/field'
import { FieldFrame, type FieldWords } from './field-frame'

/** A labelled text input. */
export function TextField({ id, label, hint, error, className = '', ...props }: ComponentProps<'input'> & FieldWords) {
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error} className={className}>
      {(attributes) => <input {...attributes} className={fieldClass} {...props} />}
    </FieldFrame>
  )
}
