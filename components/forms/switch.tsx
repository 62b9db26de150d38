'use client'

import { useHeard } from './use-heard'

/** A switch: the platform's checkbox with the role and look of one. */
export function Switch({
  id,
  checked,
  onChange,
  describedBy,
  early,
}: {
  id: string
  checked: boolean
  onChange: (checked: boolean) => void
  describedBy?: string | undefined
  /** Its name among the fields of its form, where it may be switched before its script is there. */
  early?: string | undefined
}) {
  useHeard(id, onChange)
  return (
    <input
      id={id}
      type="checkbox"
      role="switch"
      checked={checked}
      aria-checked={checked}
      aria-describedby={describedBy}
      data-early={early}
      onChange={(event) => onChange(event.target.checked)}
      className="toggle"
    />
  )
}
