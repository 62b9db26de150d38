import { type ComponentProps, useId } from 'react'

/** A labelled text input. `hint` explains, `error` says what to mend; both are read with the field. */
export function TextField({
  label,
  hint,
  error,
  className = '',
  ...props
}: ComponentProps<'input'> & { label: string; hint?: string | undefined; error?: string | undefined }) {
  const id = useId()
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ')
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1.5 block font-medium">
        {label}
      </label>
      <input
        id={id}
        aria-describedby={described || undefined}
        aria-invalid={error ? true : undefined}
        className="block min-h-11 w-full rounded-sm border border-line-strong bg-surface px-3 text-lg aria-invalid:border-bad md:min-h-9 md:text-base"
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
