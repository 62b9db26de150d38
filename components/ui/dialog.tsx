'use client'

import { type ReactNode, useId, useLayoutEffect, useRef } from 'react'

/** A modal dialog on the platform's own element: focus stays inside, Escape closes, focus returns where it was. */
export function Dialog({
  title,
  describedBy,
  hidesPage = false,
  onClose,
  children,
}: {
  title: string
  /** Of what is read out with the title when the dialog opens. */
  describedBy?: string
  /** Nothing of the page behind it may be seen. */
  hidesPage?: boolean
  onClose: () => void
  children: ReactNode
}) {
  const ref = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  // Closed before it leaves the document: only then the platform gives the focus back.
  useLayoutEffect(() => {
    const dialog = ref.current
    dialog?.showModal()
    return () => {
      dialog?.close()
      // What opened it may have gone meanwhile; one goes on from the box it was in.
      const { activeElement, body } = document
      if (activeElement === body || dialog?.contains(activeElement))
        dialog?.closest<HTMLElement>('[data-keeps-focus]')?.focus()
    }
  }, [])
  return (
    <dialog
      ref={ref}
      aria-labelledby={titleId}
      aria-describedby={describedBy}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      // A browser lets repeated requests to close through: what is still to be shown is opened again.
      onClose={({ currentTarget }) => {
        if (currentTarget.isConnected && !currentTarget.open) currentTarget.showModal()
      }}
      className={`arrive max-h-[85dvh] w-[min(32rem,calc(100vw-2rem))] scroll-pb-20 overflow-y-auto rounded-lg border bg-raised p-5 shadow-float md:p-6 ${hidesPage ? 'backdrop:bg-canvas' : ''}`}
    >
      <h2 id={titleId} className="mb-2 font-semibold text-xl">
        {title}
      </h2>
      {children}
    </dialog>
  )
}

/** The buttons at the foot of a dialog, at its right: first those that leave things as they are, last the one it is about. */
export function DialogButtons({ children }: { children: ReactNode }) {
  return <div className="mt-5 flex flex-wrap justify-end gap-2">{children}</div>
}
