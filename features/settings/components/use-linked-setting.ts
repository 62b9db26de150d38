'use client'

import { useEffect } from 'react'

const focusable = 'input, select, textarea, button, [tabindex]'

/**
 * Brings a person to the setting their link names: into view, marked, with the focus in its control. The mark of the
 * platform (`:target`) is not enough: a step from page to page inside Mind does not move it.
 */
export function useLinkedSetting(): void {
  useEffect(() => {
    let marked: HTMLElement | null = null
    function show() {
      marked?.removeAttribute('data-linked')
      const key = settingIn(window.location.hash)
      marked = key ? document.getElementById(key) : null
      if (!marked?.classList.contains('linked')) return
      marked.setAttribute('data-linked', '')
      marked.scrollIntoView({ block: 'center' })
      const control = marked.querySelector<HTMLElement>(focusable) ?? marked
      control.focus({ preventScroll: true })
    }
    show()
    window.addEventListener('hashchange', show)
    return () => window.removeEventListener('hashchange', show)
  }, [])
}

/** The setting an address names, if any. What is no setting may be spelled in any way. */
function settingIn(hash: string): string | undefined {
  try {
    return decodeURIComponent(hash.slice(1)) || undefined
  } catch {
    return undefined
  }
}
