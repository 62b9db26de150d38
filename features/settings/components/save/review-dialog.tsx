'use client'

import { Undo2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRef } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogButtons } from '@/components/ui/dialog'
import { settingsOf } from '@/lib/alphapy/catalogue/catalogue'
import type { SettingDefinition } from '@/lib/alphapy/catalogue/definition'
import { useSettingWords } from '@/lib/i18n/setting-words'
import type { CategoryForm } from '../../hooks'
import { effectiveValue } from '../../model'
import type { Edit } from '../../schema'
import { ConsequenceList } from '../consequence-list'
import { SettingNames, ValueChange } from '../setting-name'
import type { DraftState } from '../use-edits'

/** What a save would change, setting by setting, each of which can be let go here. */
export function ReviewDialog({ form, draft, onClose }: { form: CategoryForm; draft: DraftState; onClose: () => void }) {
  const t = useTranslations('settings')
  const list = useRef<HTMLUListElement>(null)
  const { category, stored, unreadable } = form.view
  const isRefused = Object.keys(draft.refused).length > 0
  const cleared = unreadable.map(({ key }) => key).filter((key) => draft.edits.every((edit) => edit.key !== key))
  const edited = settingsOf(category).flatMap((definition) => {
    const edit = draft.edits.find(({ key }) => key === definition.key)
    return edit ? [{ definition, edit }] : []
  })
  return (
    <Dialog title={t('review.title', { count: draft.count })} onClose={onClose}>
      <ul ref={list} tabIndex={-1} className="mt-3 divide-y rounded-sm border outline-none">
        {edited.map(({ definition, edit }) => (
          <ReviewedEdit
            key={edit.key}
            definition={definition}
            edit={edit}
            theirs={stored[edit.key] ?? null}
            isOvertaken={draft.overtaken.includes(edit.key)}
            refusal={draft.refused[edit.key]}
            isBusy={form.isBusy}
            onDiscard={() => {
              // The button goes with its setting.
              list.current?.focus()
              form.discard([edit.key])
            }}
          />
        ))}
      </ul>
      {cleared.length > 0 ? (
        <p className="mt-3 text-ink-soft">
          {t('review.alsoCleared')} <SettingNames category={category} names={cleared} />
        </p>
      ) : null}
      <ConsequenceList view={form.view} edits={draft.edits} />
      <DialogButtons>
        <Button look="secondary" onClick={onClose}>
          {t('review.close')}
        </Button>
        <Button
          aria-disabled={form.isBusy || isRefused}
          onClick={() => {
            if (form.isBusy || isRefused) return
            onClose()
            form.save()
          }}
        >
          {t('save')}
        </Button>
      </DialogButtons>
    </Dialog>
  )
}

function ReviewedEdit({
  definition,
  edit,
  theirs,
  isOvertaken,
  refusal,
  isBusy,
  onDiscard,
}: {
  definition: SettingDefinition
  edit: Edit
  theirs: Edit['mine']
  isOvertaken: boolean
  refusal: DraftState['refused'][string] | undefined
  isBusy: boolean
  onDiscard: () => void
}) {
  const t = useTranslations('settings')
  const words = useSettingWords(definition)
  const shown = (value: Edit['mine']) => effectiveValue(definition, value)
  return (
    <li className="flex items-start justify-between gap-3 p-3">
      <div className="min-w-0">
        <p className="font-medium">{words.label}</p>
        <p>
          <ValueChange definition={definition} from={shown(edit.base)} to={shown(edit.mine)} />
          {edit.mine === null ? <span className="text-ink-faint"> {t('review.default')}</span> : null}
        </p>
        {isOvertaken ? (
          <p className="text-warn-ink">{t('changedMeanwhile', { value: words.value(shown(theirs)) })}</p>
        ) : null}
        {refusal ? <p className="text-bad-ink">{words.refusal(refusal)}</p> : null}
      </div>
      <button
        type="button"
        title={t('discard')}
        aria-label={t('review.discardNamed', { name: words.label })}
        aria-disabled={isBusy}
        onClick={() => (isBusy ? undefined : onDiscard())}
        className="inline-flex size-11 shrink-0 items-center justify-center rounded-sm text-ink-faint hover:bg-hover hover:text-ink md:size-9"
      >
        <Undo2 aria-hidden size={16} />
      </button>
    </li>
  )
}
