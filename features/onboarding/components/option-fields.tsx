'use client'

import { Plus, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useId, useRef } from 'react'
import { TextField } from '@/components/forms/text-field'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { onboardingLimits } from '@/lib/alphapy/catalogue/onboarding-limits'
import type { QuestionContent, QuestionOption } from '../schema'
import type { FormProps } from './form-props'

/** The answers to choose from, and what is asked after each. */
export function OptionFields({ content, onChange, errorOf }: FormProps<QuestionContent>) {
  const t = useTranslations('onboarding.fields')
  const addButton = useRef<HTMLButtonElement>(null)
  const { options, type } = content
  const max = type === 'select' ? onboardingLimits.buttons : onboardingLimits.menuEntries
  const put = (next: QuestionOption[]) => onChange({ ...content, options: next })
  const error = errorOf('options')
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-2 font-medium">{t('options')}</legend>
      {options.map((option, index) => (
        <OptionCard
          // Options have nothing else of their own, and are never reordered here.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above.
          key={index}
          number={index + 1}
          option={option}
          withFollowup={type === 'select'}
          errorOf={(field) => errorOf(`options.${index}.${field}`)}
          onChange={(changed) => put(options.map((one, at) => (at === index ? changed : one)))}
          onRemove={() => {
            put(options.filter((_, at) => at !== index))
            addButton.current?.focus()
          }}
        />
      ))}
      {error ? <p className="text-bad-ink text-sm">{error}</p> : null}
      <Button
        ref={addButton}
        look="secondary"
        className="self-start"
        aria-disabled={options.length >= max}
        onClick={() => {
          if (options.length < max) put([...options, { label: '', value: '', followup: null }])
        }}
      >
        <Plus aria-hidden size={16} />
        {t('addOption')}
      </Button>
      <p className="text-ink-faint text-sm">{t('optionsHint', { count: options.length, max })}</p>
    </fieldset>
  )
}

function OptionCard({
  number,
  option,
  withFollowup,
  errorOf,
  onChange,
  onRemove,
}: {
  number: number
  option: QuestionOption
  withFollowup: boolean
  errorOf: (field: string) => string | undefined
  onChange: (option: QuestionOption) => void
  onRemove: () => void
}) {
  const t = useTranslations('onboarding.fields')
  const id = useId()
  const { label, value, followup } = option
  return (
    <fieldset aria-label={t('option', { number })} className="rounded-sm border p-3">
      <div className="mb-2 flex items-center justify-between gap-2">
        <span aria-hidden="true" className="text-ink-faint text-sm">
          {t('option', { number })}
        </span>
        <IconButton label={t('removeOption', { number })} onClick={onRemove} Icon={Trash2} />
      </div>
      <div className="grid gap-3 sm:grid-cols-2">
        <TextField
          label={t('label')}
          error={errorOf('label')}
          value={label}
          // The stored answer follows the label until it is given one of its own.
          onChange={(event) =>
            onChange({ ...option, label: event.target.value, value: value === label ? event.target.value : value })
          }
        />
        <TextField
          label={t('value')}
          error={errorOf('value')}
          value={value}
          onChange={(event) => onChange({ ...option, value: event.target.value })}
        />
      </div>
      {withFollowup ? (
        <TextField
          className="mt-3"
          label={t('followup')}
          error={errorOf('followup')}
          placeholder={t('followupNone')}
          value={followup?.question ?? ''}
          onChange={(event) => {
            const question = event.target.value
            onChange({ ...option, followup: question ? { question, email: followup?.email ?? false } : null })
          }}
        />
      ) : null}
      {withFollowup && followup ? (
        <label htmlFor={`${id}-email`} className="mt-2 flex min-h-11 items-center gap-2.5 md:min-h-8">
          <input
            id={`${id}-email`}
            type="checkbox"
            checked={followup.email}
            onChange={(event) => onChange({ ...option, followup: { ...followup, email: event.target.checked } })}
            className="size-4 accent-accent"
          />
          {t('followupEmail')}
        </label>
      ) : null}
    </fieldset>
  )
}
