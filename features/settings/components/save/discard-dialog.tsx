'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import type { CategoryForm } from '../../hooks'

/** Asks once before all changes of a category are let go. */
export function DiscardDialog({ form, count, onClose }: { form: CategoryForm; count: number; onClose: () => void }) {
  const t = useTranslations('settings.discardAll')
  return (
    <Dialog title={t('title', { count })} onClose={onClose}>
      <p className="text-ink-soft">{t('body')}</p>
      <div className="mt-5 flex flex-wrap justify-end gap-2">
        <Button look="secondary" onClick={onClose}>
          {t('keep')}
        </Button>
        <Button
          look="grave"
          onClick={() => {
            onClose()
            form.discard()
          }}
        >
          {t('confirm', { count })}
        </Button>
      </div>
    </Dialog>
  )
}
