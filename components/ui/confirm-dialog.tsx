'use client'

import type { ReactNode } from 'react'
import { Button } from './button'
import { Dialog, DialogButtons } from './dialog'

/** Asks once before something is taken away, and says what that means. */
export function ConfirmDialog({
  title,
  confirm,
  keep,
  onConfirm,
  onClose,
  children,
}: {
  title: string
  /** Words of the button that does it, and of the one that does not. */
  confirm: string
  keep: string
  onConfirm: () => void
  onClose: () => void
  children: ReactNode
}) {
  return (
    <Dialog title={title} onClose={onClose}>
      <div className="text-ink-soft">{children}</div>
      <DialogButtons>
        <Button look="secondary" onClick={onClose}>
          {keep}
        </Button>
        <Button
          look="grave"
          onClick={() => {
            onClose()
            onConfirm()
          }}
        >
          {confirm}
        </Button>
      </DialogButtons>
    </Dialog>
  )
}
