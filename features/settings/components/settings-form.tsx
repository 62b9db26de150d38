'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useId } from 'react'
import { Freshness } from '@/components/states/stale'
import { Notice } from '@/components/ui/notice'
import { type Category, groupsOf, isWritable } from '@/lib/alphapy/catalogue/catalogue'
import { useCategoryForm } from '../hooks'
import type { CategoryView } from '../schema'
import { ConflictDialog } from './conflict-dialog'
import { SaveBar } from './save-bar'
import { SettingField } from './setting-field'
import { ShownSetting } from './shown-setting'
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
      {groupsOf(view.category).map(({ group, settings }, _, groups) => (
        <SettingGroup key={group} category={view.category} group={group} named={groups.length > 1}>
          {settings.map((definition) => {
            const stored = view.stored[definition.key] ?? null
            return definition.readOnly ? (
              <ShownSetting key={definition.key} definition={definition} stored={stored} />
            ) : (
              <SettingField
                key={definition.key}
                definition={definition}
                stored={stored}
                edit={edits[definition.key]}
                refusal={refused[definition.key]}
                onChange={(value) => form.edit(definition.key, value)}
              />
            )
          })}
        </SettingGroup>
      ))}
      <StoredExtras view={view} />
      {isWritable(view.category) ? <Notice tone="info">{t('effectNote')}</Notice> : null}
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

type GroupKey = Parameters<ReturnType<typeof useTranslations<'settings.categories'>>>[0]

/** Settings that belong together. A category of one group needs no heading under its own. */
function SettingGroup({
  category,
  group,
  named,
  children,
}: {
  category: Category
  group: string
  named: boolean
  children: ReactNode
}) {
  const t = useTranslations('settings.categories')
  const id = useId()
  const settings = <div className="divide-y rounded-md border bg-surface">{children}</div>
  if (!named) return settings
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="mb-2 font-medium text-lg">
        {t(`${category}.groups.${group}` as GroupKey)}
      </h2>
      {settings}
    </section>
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
