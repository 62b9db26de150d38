import { type ComponentProps, useId } from 'react'

/** A labelled text of several lines that grows with what is typed. `hint` explains, `error` says what to mend. */
export function TextArea({
  label,
  hint,
  error,
  ...props
}: ComponentProps<'textarea'> & { label: string; hint?: string | undefined; error?: string | undefined }) {
  const id = useId()
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ')
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block font-medium">
        {label}
      </label>
      <textarea
        id={id}
        aria-describedby={described || undefined}
        aria-invalid={error ? true : undefined}
        className="field-sizing-content block max-h-72 w-full rounded-sm border border-line-strong bg-surface px-3 py-2 text-lg aria-invalid:border-bad md:text-base"
        {...props}
      />
      {hint ? (
        <p id={`${id}-hint`} className="mt-1.5 text-ink-faint text-sm">
          {hint}
        </p>
      ) : null}
      {error ? (
        <p id={`${id}-error`} className="mt-1.5 text-bad-ink text-sm">
          {error}
        </p>
      ) : null}
    </div>
  )
}
