'use client'

import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { Freshness } from '@/components/states/stale'
import { Notice } from '@/components/ui/notice'
import { settingsOf } from '@/lib/alphapy/catalogue/catalogue'
import { useCategoryForm } from '../hooks'
import type { CategoryView } from '../schema'
import { ConflictDialog } from './conflict-dialog'
import { SaveBar } from './save-bar'
import { SettingField } from './setting-field'
import { StoredExtras } from './stored-extras'

/** The settings of one category, straight from the catalogue. */
export function SettingsForm({ initial }: { initial: CategoryView }) {
  const t = useTranslations('settings')
  const form = useCategoryForm(initial)
  const { view, edits, refused, status } = form
  useSaveShortcut(() => {
    if (!form.isBusy && Object.keys(edits).length > 0 && Object.keys(refused).length === 0) form.save()
  })
  return (
    <form
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault()
        if (!form.isBusy && Object.keys(edits).length > 0 && Object.keys(refused).length === 0) form.save()
      }}
    >
      <div className="divide-y rounded-md border bg-surface">
        {settingsOf(view.category).map((definition) => (
          <SettingField
            key={definition.key}
            definition={definition}
            stored={view.stored[definition.key] ?? null}
            edit={edits[definition.key]}
            refusal={refused[definition.key]}
            onChange={(value) => form.edit(definition.key, value)}
          />
        ))}
      </div>
      <StoredExtras view={view} />
      <Notice tone="info">{t('effectNote')}</Notice>
      <Freshness readAt={view.readAt} now={view.now} />
      <SaveBar form={form} />
      {status.kind === 'conflict' ? (
        <ConflictDialog
          category={view.category}
          conflicts={status.conflicts}
          onCancel={form.cancelWait}
          onResolve={form.resolve}
        />
      ) : null}
    </form>
  )
}

function useSaveShortcut(save: () => void) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 's' || !(event.metaKey || event.ctrlKey)) return
      event.preventDefault()
      save()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  })
}
