'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useId } from 'react'
import { PlainProblem } from '@/components/states/plain-problem'
import { Freshness } from '@/components/states/stale'
import { Notice } from '@/components/ui/notice'
import { type Category, groupsOf, isWritable } from '@/lib/alphapy/catalogue/catalogue'
import type { SettingDefinition, SettingValue } from '@/lib/alphapy/catalogue/definition'
import { useCategoryForm } from '../hooks'
import type { CategoryView } from '../schema'
import { NamesNotice } from './names-notice'
import { ResetAll } from './reset-all'
import { SaveBar } from './save/save-bar'
import { SettingField } from './setting-field'
import { ShownSetting } from './shown-setting'
import { StoredExtras } from './stored-extras'
import { type CategoryDraft, useSettingEdit } from './use-edits'
import { useLinkedSetting } from './use-linked-setting'

/** The settings of one category, straight from the catalogue. */
export function SettingsForm({ initial, personId }: { initial: CategoryView; personId: string }) {
  const t = useTranslations('settings')
  const formId = useId()
  const form = useCategoryForm(initial, personId)
  const { view, draft, edit, barred } = form
  useLinkedSetting()
  if (barred) return <PlainProblem problem={barred} />
  return (
    <div className="flex flex-col gap-5">
      <form
        id={formId}
        className="flex flex-col gap-5"
        // Drafts are kept here already; what the browser would put back could be older than what is stored.
        autoComplete="off"
        data-early={`${personId}/${view.guildId}/${view.category}`}
        onSubmit={(event) => {
          event.preventDefault()
          form.save()
        }}
      >
        <NamesNotice category={view.category} />
        {groupsOf(view.category).map(({ group, settings }, _, groups) => (
          <SettingGroup key={group} category={view.category} group={group} named={groups.length > 1}>
            {settings.map((definition) =>
              definition.readOnly ? (
                <ShownSetting
                  key={definition.key}
                  definition={definition}
                  stored={view.stored[definition.key] ?? null}
                />
              ) : (
                <DraftedField key={definition.key} definition={definition} view={view} draft={draft} onChange={edit} />
              ),
            )}
          </SettingGroup>
        ))}
        <div tabIndex={-1} className="flex flex-col gap-5 outline-none">
          <StoredExtras view={view} isBusy={form.isBusy} onClear={form.clear} />
          {isWritable(view.category) ? <Notice tone="info">{t('effectNote')}</Notice> : null}
        </div>
        <div className="flex flex-wrap items-center justify-between gap-3">
          <Freshness readAt={view.readAt} now={view.now} staleBecause={form.readProblem} />
          <ResetAll view={view} onReset={(key) => edit(key, null)} />
        </div>
      </form>
      <SaveBar form={form} formId={formId} personId={personId} />
    </div>
  )
}

/** A setting with its edit. It draws anew for its own edit only, so that typing stays quick however long the page is. */
function DraftedField({
  definition,
  view,
  draft,
  onChange,
}: {
  definition: SettingDefinition
  view: CategoryView
  draft: CategoryDraft
  onChange: (key: string, value: SettingValue | null) => void
}) {
  const { edit, refusal, isOvertaken } = useSettingEdit(draft, definition, view)
  return (
    <SettingField
      definition={definition}
      stored={view.stored[definition.key] ?? null}
      unreadable={view.unreadable.find(({ key }) => key === definition.key)?.text}
      edit={edit}
      isOvertaken={isOvertaken}
      refusal={refusal}
      onChange={(value) => onChange(definition.key, value)}
    />
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
  const settings = <div className="@container divide-y rounded-md border bg-surface">{children}</div>
  if (!named) return settings
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="mb-2.5 font-semibold text-lg">
        {t(`${category}.groups.${group}` as GroupKey)}
      </h2>
      {settings}
    </section>
  )
}
