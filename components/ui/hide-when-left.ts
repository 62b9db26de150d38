import type { FocusEvent } from 'react'

/**
 * For `onBlur` of a popover and of the button that opens it: closes the popover when the focus walks on to something else,
 * over which it would lie. `id`: the popover's.
 */
export function hideWhenLeft(id: string) {
  return ({ relatedTarget: next }: FocusEvent) => {
    const surface = document.getElementById(id)
    // Nothing has the focus after a click beside it, which closes it anyway, or while the window is left.
    if (!next || !surface?.matches(':popover-open')) return
    if (!surface.contains(next) && next.getAttribute('popovertarget') !== id) surface.hidePopover()
  }
}
