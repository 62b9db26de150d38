import type { ComponentProps } from 'react'
import { fieldClass } from '@/components/ui/field'
import { FieldFrame, type FieldWords } from './field-frame'

/** A labelled text of several lines that grows with what is typed. */
export function TextArea({ label, hint, error, ...props }: ComponentProps<'textarea'> & FieldWords) {
  return (
    <FieldFrame label={label} hint={hint} error={error}>
      {(attributes) => (
        <textarea {...attributes} className={`${fieldClass} field-sizing-content max-h-72 py-2`} {...props} />
      )}
    </FieldFrame>
  )
}
