import type { ComponentProps } from 'react'
import { FieldFrame, type FieldWords } from './field-frame'

/** A labelled text of several lines that grows with what is typed. */
export function TextArea({ label, hint, error, ...props }: ComponentProps<'textarea'> & FieldWords) {
  return (
    <FieldFrame label={label} hint={hint} error={error}>
      {(attributes) => (
        <textarea
          {...attributes}
          className="field-sizing-content block max-h-72 w-full rounded-sm border border-line-strong bg-surface px-3 py-2 text-lg aria-invalid:border-bad md:text-base"
          {...props}
        />
      )}
    </FieldFrame>
  )
}
