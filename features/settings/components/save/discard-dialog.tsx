'use client'

import { useTranslations } from 'next-intl'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import type { CategoryForm } from '../../hooks'

/** Asks once before all changes of a category are let go. */
export function DiscardDialog({ form, count, onClose }: { form: CategoryForm; count: number; onClose: () => void }) {
  const t = useTranslations('settings.discardAll')
  return (
    <ConfirmDialog
      title={t('title', { count })}
      confirm={t('confirm', { count })}
      keep={t('keep')}
      onConfirm={form.discard}
      onClose={onClose}
    >
      <p>{t('body')}</p>
    </ConfirmDialog>
  )
}
