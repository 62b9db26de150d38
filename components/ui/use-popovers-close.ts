'use client'

import { useEffect } from 'react'

/** Closes whatever popover is open when the focus walks on to something else than it and its button: it would lie over that. */
export function usePopoversClose(): void {
  useEffect(() => {
    const onLeave = ({ relatedTarget: next }: FocusEvent) => {
      const open = document.querySelector<HTMLElement>(':popover-open')
      // Nothing has the focus after a click beside it, which closes it anyway, or while the window is left.
      if (!open || !next || open.contains(next as Node)) return
      if ((next as HTMLButtonElement).popoverTargetElement !== open) open.hidePopover()
    }
    document.addEventListener('focusout', onLeave)
    return () => document.removeEventListener('focusout', onLeave)
  }, [])
}
