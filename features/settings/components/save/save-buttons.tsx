'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import type { CategoryForm } from '../../hooks'
import type { DraftState } from '../use-edits'

/** What can be done with unsaved changes. Buttons stay where they are while a save is under way, so that no focus is lost. */
export function SaveButtons({
  form,
  draft,
  formId,
  onAsk,
}: {
  form: CategoryForm
  draft: DraftState
  formId: string
  onAsk: (what: 'review' | 'discard') => void
}) {
  const t = useTranslations('settings')
  if (form.status.kind === 'waiting') {
    return (
      <Button look="secondary" onClick={form.pause} className="grow">
        {t('cancelWait')}
      </Button>
    )
  }
  if (draft.count === 0) return null
  const isRefused = Object.keys(draft.refused).length > 0
  return (
    <div className="flex grow flex-wrap gap-2">
      <Button
        look="quiet"
        aria-disabled={form.isBusy}
        onClick={() => (form.isBusy ? undefined : onAsk('discard'))}
        className="flex-1 max-sm:px-2"
      >
        {t('discard')}
      </Button>
      <Button look="secondary" onClick={() => onAsk('review')} className="flex-1 max-sm:px-2">
        {t('review.open')}
      </Button>
      <Button
        type="submit"
        form={formId}
        aria-keyshortcuts="Control+S Meta+S"
        aria-disabled={form.isBusy || isRefused}
        className="flex-1 max-sm:px-2"
      >
        {form.isBusy ? t('saving') : t('save')}
      </Button>
    </div>
  )
}
