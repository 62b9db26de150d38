import type { ReactNode } from 'react'

/**
 * A button that opens a small surface, on the platform's popover: Escape and a click outside close it and the focus goes
 * back, without a line of script here; `usePopoversClose` closes it when the focus walks on. The place is given by `panelClass`.
 */
export function Popover({
  id,
  label,
  trigger,
  triggerClass,
  panelClass,
  children,
}: {
  id: string
  /** What the button is for, read after what it shows. */
  label: string
  trigger: ReactNode
  triggerClass: string
  panelClass: string
  children: ReactNode
}) {
  return (
    <>
      <button type="button" popoverTarget={id} className={triggerClass}>
        {trigger}
        <span className="sr-only">{label}</span>
      </button>
      <div
        id={id}
        popover="auto"
        className={`fixed z-40 max-h-[80dvh] overflow-y-auto rounded-md border bg-raised p-2 shadow-float ${panelClass}`}
      >
        {children}
      </div>
    </>
  )
}
