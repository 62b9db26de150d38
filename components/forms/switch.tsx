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
      className="relative h-6 w-10 shrink-0 cursor-pointer appearance-none rounded-full border border-line-strong bg-sunken transition-colors max-md:after:absolute max-md:after:-inset-x-1 max-md:after:-inset-y-2.5 before:absolute before:top-0.5 before:left-0.5 before:size-[18px] before:rounded-full before:bg-line-strong before:transition-[translate,background-color] checked:border-accent checked:bg-accent checked:before:translate-x-4 checked:before:bg-accent-ink forced-colors:appearance-auto forced-colors:before:hidden"
    />
  )
}
