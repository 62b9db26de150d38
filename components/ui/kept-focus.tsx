'use client'

import type { ReactNode } from 'react'
import { useKeptFocus } from './use-kept-focus'

/** A box that takes the focus when the part that has it goes. */
export function KeptFocus({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <div className={`outline-none ${className ?? ''}`} {...useKeptFocus()}>
      {children}
    </div>
  )
}
