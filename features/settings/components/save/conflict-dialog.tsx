'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { useId, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogButtons } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/notice'
import { settingsOf } from '@/lib/alphapy/catalogue/catalogue'
import type { SettingDefinition, SettingValue } from '@/lib/alphapy/catalogue/definition'
import { useSettingWords } from '@/lib/i18n/setting-words'
import type { CategoryForm, SaveStatus, Side } from '../../hooks'
import { effectiveValue } from '../../model'
import type { Conflict } from '../../schema'
import { OthersChanged, whoOf } from './others-changed'

/** The same settings were changed meanwhile: what it was, what it is now and by whom, what was wanted, and the person decides. */
export function ConflictDialog({
  form,
  status: { conflicts, seenAt, again, others },
}: {
  form: CategoryForm
  status: Extract<SaveStatus, { kind: 'conflict' }>
}) {
  const t = useTranslations('settings.conflict')
  const format = useFormatter()
  const bodyId = useId()
  const choicesRef = useRef<HTMLDivElement>(null)
  const [choices, setChoices] = useState<Record<string, Side>>({})
  const [tried, setTried] = useState(false)
  const isUndecided = conflicts.some(({ key }) => !choices[key])
  const everything = (side: Side) => setChoices(Object.fromEntries(conflicts.map(({ key }) => [key, side])))
  function decide() {
    if (!isUndecided) return form.resolve(choices, conflicts, seenAt)
    setTried(true)
    choicesRef.current?.querySelector<HTMLInputElement>('fieldset:not(:has(:checked)) input')?.focus()
  }
  return (
    <Dialog title={t('title')} describedBy={bodyId} onClose={form.pause}>
      <div id={bodyId} className="text-ink-soft">
        {again ? <Notice tone="warn">{t('again')}</Notice> : null}
        <p className={again ? 'mt-3' : ''}>
          {t('body', { time: format.dateTime(new Date(seenAt), { timeStyle: 'short' }) })}
        </p>
        <div className="mt-3 empty:hidden">
          <OthersChanged category={form.view.category} changes={others} />
        </div>
      </div>
      {conflicts.length > 1 ? (
        <div className="mt-3 flex flex-wrap gap-2">
          <Button look="secondary" onClick={() => everything('theirs')}>
            {t('allTheirs')}
          </Button>
          <Button look="secondary" onClick={() => everything('mine')}>
            {t('allMine')}
          </Button>
        </div>
      ) : null}
      <div ref={choicesRef} className="mt-4 flex flex-col gap-4">
        {settingsOf(form.view.category).map((definition) => {
          const conflict = conflicts.find(({ key }) => key === definition.key)
          return conflict ? (
            <ConflictChoice
              key={conflict.key}
              definition={definition}
              conflict={conflict}
              choice={choices[conflict.key]}
              onChoose={(side) => setChoices({ ...choices, [conflict.key]: side })}
            />
          ) : null
        })}
      </div>
      <p role="alert" className="text-bad-ink not-empty:mt-3">
        {tried && isUndecided ? t('chooseFirst') : null}
      </p>
      <DialogButtons>
        <Button look="secondary" onClick={form.pause}>
          {t('later')}
        </Button>
        <Button aria-disabled={isUndecided} onClick={decide}>
          {t('save')}
        </Button>
      </DialogButtons>
    </Dialog>
  )
}

function ConflictChoice({
  definition,
  conflict: { key, base, theirs, theirsText, mine, by },
  choice,
  onChoose,
}: {
  definition: SettingDefinition
  conflict: Conflict
  choice: Side | undefined
  onChoose: (side: Side) => void
}) {
  const t = useTranslations('settings.conflict')
  const words = useSettingWords(definition)
  const baseId = useId()
  const said = (value: SettingValue | null) => {
    const shown = words.value(effectiveValue(definition, value))
    return value === null && definition.default !== null ? t('default', { value: shown }) : shown
  }
  const options: [Side, string][] = [
    [
      'theirs',
      theirsText === undefined
        ? t('theirs', { value: said(theirs) })
        : t('theirsUnreadable', { text: theirsText, value: said(null) }),
    ],
    ['mine', t('mine', { value: said(mine) })],
  ]
  return (
    <fieldset aria-describedby={baseId} className="min-w-0 rounded-sm border p-3">
      <legend className="px-1 font-medium">{words.label}</legend>
      <p id={baseId} className="wrap-anywhere mb-2 text-ink-soft text-sm">
        {t('base', { value: said(base) })}
        <span className="block">{t(`by.${whoOf(by)}`, { id: by?.discordId ?? '' })}</span>
      </p>
      {options.map(([side, text]) => (
        <label key={side} className="flex min-h-11 items-center gap-2.5 md:min-h-8">
          <input
            type="radio"
            name={`conflict-${key}`}
            value={side}
            checked={choice === side}
            onChange={() => onChoose(side)}
            className="size-4 shrink-0 accent-accent"
          />
          <span className="wrap-anywhere min-w-0">{text}</span>
        </label>
      ))}
    </fieldset>
  )
}
