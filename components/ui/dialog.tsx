'use client'

import { type ReactNode, useEffect, useId, useRef } from 'react'

/** A modal dialog on the platform's own element: focus stays inside, Escape closes, focus returns where it was. */
export function Dialog({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  const ref = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useEffect(() => {
    const dialog = ref.current
    dialog?.showModal()
    return () => dialog?.close()
  }, [])
  return (
    <dialog
      ref={ref}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      className="arrive max-h-[85dvh] w-[min(32rem,calc(100vw-2rem))] scroll-pb-20 overflow-y-auto rounded-lg border bg-raised p-5 shadow-float md:p-6"
    >
      <h2 id={titleId} className="mb-2 font-semibold text-xl">
        {title}
      </h2>
      {children}
    </dialog>
  )
}
