'use client'

import { useTranslations } from 'next-intl'
import type { Ref } from 'react'
import { Button } from '@/components/ui/button'
import { KeepClear } from '@/components/ui/keep-clear'
import { Notice } from '@/components/ui/notice'
import type { ChangeStatus } from '../hooks'
import { ChangeStatusLine } from './change-status'

/** An order that is not saved yet, and what became of the last change of its list. One polite region, always there. */
export function OrderBar<Content>({
  ref,
  isOpen,
  status,
  onSave,
  onMerge,
  onDiscard,
  onCancelWait,
}: {
  ref: Ref<HTMLDivElement>
  isOpen: boolean
  /** Of a change whose dialog is closed. */
  status: ChangeStatus<Content>
  onSave: () => void
  /** The list changed meanwhile: save this order on it as it is now. */
  onMerge: () => void
  onDiscard: () => void
  onCancelWait: () => void
}) {
  const t = useTranslations('onboarding')
  const isWaiting = status.kind === 'waiting'
  const isBusy = isWaiting || status.kind === 'saving'
  const isConflict = isOpen && status.kind === 'conflict'
  const isVisible = isOpen || (status.kind !== 'idle' && status.kind !== 'conflict')
  return (
    <div className="pointer-events-none sticky bottom-20 z-20 md:bottom-5">
      <div
        ref={ref}
        data-save-bar
        className={
          isVisible
            ? 'arrive pointer-events-auto mt-3 flex flex-wrap items-center gap-3 rounded-md border bg-raised px-4 py-3 shadow-float'
            : ''
        }
      >
        {isVisible ? <KeepClear /> : null}
        <div role="status" className={isVisible ? 'min-w-0 grow-999 basis-[16rem]' : ''}>
          {isConflict ? <Notice tone="warn">{t('conflict.order')}</Notice> : null}
          {isOpen && status.kind === 'idle' ? t('orderUnsaved') : null}
          {isVisible ? <ChangeStatusLine status={status} /> : null}
        </div>
        {isOpen || isWaiting ? (
          <div className="flex grow flex-wrap gap-2">
            <Button
              look={isWaiting ? 'secondary' : 'quiet'}
              onClick={isWaiting ? onCancelWait : onDiscard}
              disabled={status.kind === 'saving'}
              className="flex-auto whitespace-nowrap"
            >
              {t(isWaiting ? 'cancelWait' : isConflict ? 'conflict.takeOrder' : 'discard')}
            </Button>
            {isOpen ? (
              <Button onClick={isConflict ? onMerge : onSave} disabled={isBusy} className="flex-auto whitespace-nowrap">
                {t(isConflict ? 'conflict.saveOrder' : 'saveOrder')}
              </Button>
            ) : null}
          </div>
        ) : null}
      </div>
    </div>
  )
}
