import type { ComponentProps } from 'react'
import { FieldFrame, type FieldWords } from './field-frame'

/** A labelled text input. */
export function TextField({ label, hint, error, className = '', ...props }: ComponentProps<'input'> & FieldWords) {
  return (
    <FieldFrame label={label} hint={hint} error={error} className={className}>
      {(attributes) => (
        <input
          {...attributes}
          className="block min-h-11 w-full rounded-sm border border-line-strong bg-surface px-3 text-lg aria-invalid:border-bad md:min-h-9 md:text-base"
          {...props}
        />
      )}
    </FieldFrame>
  )
}
