'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import type { ChangeStatus } from '../hooks'
import { ChangeStatusLine } from './change-status'

/** An order that is not saved yet, and what became of the last change of its list. One polite region, always there. */
export function OrderBar<Content>({
  isOpen,
  status,
  onSave,
  onMerge,
  onDiscard,
  onCancelWait,
}: {
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
  const isBusy = status.kind === 'saving' || status.kind === 'waiting'
  const isConflict = isOpen && status.kind === 'conflict'
  const isVisible = isOpen || (status.kind !== 'idle' && status.kind !== 'conflict')
  return (
    <div className="pointer-events-none sticky bottom-20 z-20 md:bottom-5">
      <div
        role="status"
        className={
          isVisible
            ? 'arrive pointer-events-auto mt-3 flex flex-col gap-3 rounded-md border bg-raised px-4 py-3 shadow-float sm:flex-row sm:items-center'
            : ''
        }
      >
        {isVisible ? (
          <div className="min-w-0 flex-1">
            {isConflict ? <Notice tone="warn">{t('conflict.order')}</Notice> : null}
            {isOpen && status.kind === 'idle' ? t('orderUnsaved') : null}
            <ChangeStatusLine status={status} />
          </div>
        ) : null}
        {status.kind === 'waiting' ? (
          <Button look="secondary" onClick={onCancelWait}>
            {t('cancelWait')}
          </Button>
        ) : null}
        {isOpen && !isBusy ? (
          <div className="flex flex-wrap gap-2">
            <Button look="quiet" onClick={onDiscard} className="flex-1">
              {t(isConflict ? 'conflict.takeOrder' : 'discard')}
            </Button>
            <Button onClick={isConflict ? onMerge : onSave} className="flex-1">
              {t(isConflict ? 'conflict.saveOrder' : 'saveOrder')}
            </Button>
          </div>
        ) : null}
      </div>
    </div>
  )
}
