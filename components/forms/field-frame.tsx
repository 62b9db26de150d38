import { type ReactNode, useId } from 'react'

/** What the control inside has to carry, so that label, hint and error belong to it. */
interface ControlAttributes {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
}

/** What every labelled field takes: `hint` explains, `error` says what to mend; both are read with the control. */
export interface FieldWords {
  label: string
  hint?: string | undefined
  error?: string | undefined
}

/** Label above, hint and error below a control. `id`: the control's, where something else has to find it. */
export function FieldFrame({
  id: givenId,
  label,
  hint,
  error,
  className,
  children,
}: FieldWords & {
  id?: string | undefined
  className?: string
  children: (attributes: ControlAttributes) => ReactNode
}) {
  const ownId = useId()
  const id = givenId ?? ownId
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ')
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1.5 block font-medium">
        {label}
      </label>
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': error ? true : undefined })}
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
