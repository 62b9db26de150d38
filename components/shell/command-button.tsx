'use client'

import { Search } from 'lucide-react'
import { type ReactNode, useLayoutEffect, useState, useSyncExternalStore } from 'react'
import { buttonClass } from '@/components/ui/button'

/** The button of a search, and its keys. What it opens is made by `children`, and nothing of it is loaded before. */
export function CommandButton({
  label,
  look,
  onNear,
  isComing,
  children,
}: {
  label: string
  /** `rail`: part of the frame, with ⌘K or Ctrl K. `page`: a button on a page, without keys of its own. */
  look: 'rail' | 'page'
  /** Somebody is about to open it. */
  onNear: () => void
  /** What it opens is still being fetched. */
  isComing: boolean
  /** `typed`: what was typed before it was there. */
  children: (close: () => void, typed: string) => ReactNode
}) {
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const keys = useKeys()
  const show = () => {
    onNear()
    setTyped('')
    setOpen(true)
  }
  /** What is typed for a search that is not there yet, and would else end in whatever has the focus. */
  function takeUp(event: KeyboardEvent) {
    const { key } = event
    if (key === 'Tab') return setOpen(false)
    event.preventDefault()
    if (key === 'Escape') setOpen(false)
    else if (key === 'Backspace') setTyped((before) => before.slice(0, -1))
    else if (key.length === 1) setTyped((before) => before + key)
  }
  // Set in the same moment as what it opens: a key in between would be taken up for a search that is there already.
  useLayoutEffect(() => {
    const leave = () => isComing && setOpen(false)
    const onKey = (event: KeyboardEvent) => {
      if (open && isComing && !event.ctrlKey && !event.metaKey) return takeUp(event)
      if (look !== 'rail') return
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey) || event.shiftKey || event.altKey) return
      event.preventDefault()
      // A question that is open comes first.
      if (!document.querySelector('dialog:modal')) show()
    }
    window.addEventListener('keydown', onKey)
    window.addEventListener('pointerdown', leave)
    return () => {
      window.removeEventListener('keydown', onKey)
      window.removeEventListener('pointerdown', leave)
    }
  })
  return (
    <>
      <button
        type="button"
        aria-keyshortcuts={look === 'rail' ? 'Control+K Meta+K' : undefined}
        aria-haspopup="dialog"
        onPointerEnter={onNear}
        onClick={show}
        className={
          look === 'rail'
            ? 'flex min-h-11 min-w-11 items-center justify-center gap-2.5 rounded-sm text-ink-soft hover:bg-hover hover:text-ink md:min-h-9 md:w-full md:justify-start md:border md:px-2.5'
            : buttonClass('secondary')
        }
      >
        <Search aria-hidden size={17} />
        <span className={look === 'rail' ? 'sr-only md:not-sr-only' : ''}>{label}</span>
        {look === 'rail' ? (
          <span aria-hidden="true" className="ml-auto hidden text-ink-faint text-xs md:block">
            {keys}
          </span>
        ) : null}
      </button>
      {open ? children(() => setOpen(false), typed) : null}
    </>
  )
}

/** How the keys are called on this machine; nothing until that is known. */
function useKeys(): string {
  return useSyncExternalStore(
    () => () => undefined,
    () => (/Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘K' : 'Ctrl K'),
    () => '',
  )
}
