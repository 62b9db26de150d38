'use client'

import { TriangleAlert, Undo2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogButtons } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/notice'
import { type Undoing, useUndo } from '../hooks'
import { UndoOutcome } from './undo-outcome'

/**
 * Puts a change back, after showing what holds now and what would hold then. The words of values come from the server.
 * A list read again while the question stands may find the value back: the question stays, and says so.
 */
export function Undo({
  words,
  follows,
  rest,
  ...undoing
}: Undoing & {
  words: { label: string; now: string; to: string }
  /** What follows from it. */
  follows: ReactNode
  /** What becomes of the other settings. */
  rest: ReactNode
}) {
  const t = useTranslations('history')
  const { way } = undoing
  const [isOpen, setIsOpen] = useState(false)
  const { status, undo, reset } = useUndo(undoing)
  // What it was does not change with a list read again after it was put back.
  const [confirmed, setConfirmed] = useState(words)
  const isDone = status.kind === 'saved' || status.kind === 'already' || status.kind === 'accepted'
  const isBack = way.kind === 'already' && !isDone && status.kind !== 'saving'
  const isOver = isDone || isBack
  const isBusy = status.kind === 'saving' || (status.kind === 'waiting' && !isBack)
  const last = useRef<HTMLButtonElement>(null)
  // The other button goes when there is nothing left to leave.
  useLayoutEffect(() => {
    if (isOver && document.activeElement === document.body) last.current?.focus()
  }, [isOver])

  function confirm() {
    setConfirmed(words)
    undo()
  }

  function close() {
    if (status.kind === 'saving') return
    setIsOpen(false)
    reset()
  }

  return (
    <>
      {way.kind === 'offer' ? (
        <Button
          look="quiet"
          className="-my-1 -ml-4 md:-mr-2.5 md:ml-0"
          onClick={() => setIsOpen(true)}
          aria-label={t('undo.named', { name: words.label, value: words.to })}
        >
          <Undo2 aria-hidden size={15} />
          {t('undo.action')}
        </Button>
      ) : (
        <p className="text-ink-faint text-sm">{t('already')}</p>
      )}
      {isOpen ? (
        <Dialog title={t('undo.title')} onClose={close}>
          <p className="font-medium">{words.label}</p>
          <dl className="mt-3 flex flex-col gap-3 rounded-sm border p-3">
            <Value label={isDone ? t('undo.was') : t('undo.now')} text={(isDone ? confirmed : words).now} />
            {isBack ? null : <Value label={isDone ? t('undo.wanted') : t('undo.becomes')} text={words.to} strong />}
          </dl>
          {way.kind === 'offer' && way.changedSince && !isDone ? (
            <p className="mt-3 flex gap-2 text-warn-ink">
              <TriangleAlert aria-hidden size={16} className="mt-0.5 shrink-0" />
              <span>{t('undo.changedSince')}</span>
            </p>
          ) : null}
          {isOver ? null : (
            <>
              {follows}
              <p className="mt-3 text-ink-soft">{rest}</p>
            </>
          )}
          {/* One polite region, always there: what becomes of it is announced without moving the focus. */}
          <div role="status" className={status.kind === 'idle' && !isBack ? '' : 'mt-4'}>
            {isBack ? <Notice tone="info">{t('already')}</Notice> : <UndoOutcome status={status} />}
          </div>
          <DialogButtons>
            {isOver ? null : (
              <Button look="secondary" onClick={close} disabled={status.kind === 'saving'}>
                {t('undo.cancel')}
              </Button>
            )}
            {/* One button for both, so that the focus has somewhere to stay. */}
            <Button ref={last} onClick={isOver ? close : confirm} disabled={isBusy}>
              {isOver ? t('undo.close') : status.kind === 'saving' ? t('undo.saving') : t('undo.confirm')}
            </Button>
          </DialogButtons>
        </Dialog>
      ) : null}
    </>
  )
}

function Value({ label, text, strong = false }: { label: string; text: string; strong?: boolean }) {
  return (
    <div>
      <dt className="text-ink-faint text-sm">{label}</dt>
      <dd className={`whitespace-pre-wrap break-words ${strong ? 'font-medium' : ''}`}>{text}</dd>
    </div>
  )
}
