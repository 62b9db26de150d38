'use client'

import { lazy, Suspense, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useLeaveGuard } from '@/components/forms/use-leave-guard'
import type { CategoryForm } from '../../hooks'
import { useDraft } from '../use-edits'

// Nothing of these shows before the first change.
const SaveStatus = lazy(() => import('./save-status').then((module) => ({ default: module.SaveStatus })))
const SaveButtons = lazy(() => import('./save-buttons').then((module) => ({ default: module.SaveButtons })))
const ReviewDialog = lazy(() => import('./review-dialog').then((module) => ({ default: module.ReviewDialog })))
const DiscardDialog = lazy(() => import('./discard-dialog').then((module) => ({ default: module.DiscardDialog })))
const ConflictDialog = lazy(() => import('./conflict-dialog').then((module) => ({ default: module.ConflictDialog })))
const SignInDialog = lazy(() => import('./sign-in-dialog').then((module) => ({ default: module.SignInDialog })))

/** What is unsaved, and what became of the last save. Floats above the content, and above the phone's navigation. */
export function SaveBar({ form, formId, personId }: { form: CategoryForm; formId: string; personId: string }) {
  const draft = useDraft(form.draft, form.view)
  const [asked, setAsked] = useState<'review' | 'discard'>()
  const { status, absence } = form
  // What was asked about is gone; with the next change the question would open by itself.
  if (asked && draft.count === 0) setAsked(undefined)
  const isVisible = draft.count > 0 || status.kind !== 'idle'
  const focus = useFocusKeeper()
  useSaveShortcut(form.save)
  useLeaveGuard(status.kind === 'saving')
  return (
    <>
      <div className="pointer-events-none sticky bottom-20 z-20 md:bottom-5">
        <div
          {...focus.bar}
          data-save-bar
          className={
            isVisible
              ? 'arrive pointer-events-auto flex flex-wrap items-center gap-3 rounded-md border bg-raised px-4 py-3 shadow-float'
              : ''
          }
        >
          {/* One polite region, always there: what is said of a save is announced without moving the focus. */}
          <div role="status" ref={focus.status} tabIndex={-1} className="min-w-0 grow-999 basis-[16rem] outline-none">
            <Suspense>{isVisible ? <SaveStatus form={form} draft={draft} /> : null}</Suspense>
          </div>
          <Suspense>
            {isVisible ? <SaveButtons form={form} draft={draft} formId={formId} onAsk={setAsked} /> : null}
          </Suspense>
        </div>
      </div>
      <Suspense>
        {absence ? <SignInDialog form={form} count={draft.count} isSafe={draft.isSafe} personId={personId} /> : null}
        {!absence && status.kind === 'conflict' ? (
          <ConflictDialog key={status.seenAt} status={status} form={form} />
        ) : null}
        {!absence && asked === 'review' ? (
          <ReviewDialog form={form} draft={draft} onClose={() => setAsked(undefined)} />
        ) : null}
        {!absence && asked === 'discard' ? (
          <DiscardDialog form={form} count={draft.count} onClose={() => setAsked(undefined)} />
        ) : null}
      </Suspense>
    </>
  )
}

/** Keeps the focus in the bar when the button that had it goes: a save takes its own button away. */
function useFocusKeeper() {
  const status = useRef<HTMLDivElement>(null)
  const wasInside = useRef(false)
  useEffect(() => {
    if (wasInside.current && document.activeElement === document.body) status.current?.focus()
  })
  return {
    status,
    bar: {
      onFocus: () => {
        wasInside.current = true
      },
      onBlur: ({ relatedTarget }: { relatedTarget: EventTarget | null }) => {
        // A dialog gives the focus back when it closes.
        if (relatedTarget instanceof Element && !relatedTarget.closest('dialog')) wasInside.current = false
      },
    },
  }
}

/** ⌘S and Ctrl+S, wherever the focus is. */
function useSaveShortcut(save: () => void) {
  // Never behind what is on the screen.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 's' || !(event.metaKey || event.ctrlKey) || event.shiftKey || event.altKey) return
      event.preventDefault()
      // A dialog asks something first.
      if (!document.querySelector('dialog[open]')) save()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  })
}
