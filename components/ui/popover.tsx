'use client'

import type { ReactNode } from 'react'
import { hideWhenLeft } from './hide-when-left'

/**
 * A button that opens a small surface, on the platform's popover: Escape and a click outside close it and the focus goes
 * back; walking on by keyboard closes it too. The place is given by `panelClass`.
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
  const onBlur = hideWhenLeft(id)
  return (
    <>
      <button type="button" popoverTarget={id} onBlur={onBlur} className={triggerClass}>
        {trigger}
        <span className="sr-only">{label}</span>
      </button>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it only hears of the focus that leaves what stands in it. */}
      <div
        id={id}
        popover="auto"
        onBlur={onBlur}
        className={`fixed z-40 max-h-[80dvh] overflow-y-auto rounded-md border bg-raised p-2 shadow-float ${panelClass}`}
      >
        {children}
      </div>
    </>
  )
}
