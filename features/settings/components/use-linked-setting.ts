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
    let focusBefore: Element | null = null
    // Its code may still be on its way; who has gone elsewhere meanwhile is left there.
    const coming = new MutationObserver(() => document.activeElement === focusBefore && enter())
    function enter() {
      coming.disconnect()
      if (!marked) return
      marked.scrollIntoView({ block: 'center' })
      if (marked.querySelector('.skeleton')) return coming.observe(marked, { childList: true, subtree: true })
      const control = marked.querySelector<HTMLElement>(focusable) ?? marked
      control.focus({ preventScroll: true })
    }
    function show() {
      marked?.removeAttribute('data-linked')
      const key = settingIn(window.location.hash)
      marked = document.querySelector(`[id="${CSS.escape(key ?? '')}"].linked`)
      marked?.setAttribute('data-linked', '')
      focusBefore = document.activeElement
      enter()
    }
    show()
    window.addEventListener('hashchange', show)
    return () => {
      coming.disconnect()
      window.removeEventListener('hashchange', show)
    }
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
