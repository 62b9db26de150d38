'use client'

import { useTranslations } from 'next-intl'
import { useId } from 'react'
import { Switch } from '@/components/forms/switch'
import { TextArea } from '@/components/forms/text-area'
import { isCutInForm, onboardingLimits } from '@/lib/alphapy/catalogue/onboarding-limits'
import type { QuestionContent } from '../schema'
import type { FormProps } from './form-props'
import { OptionFields } from './option-fields'
import { useFocusOnArrival } from './use-focus'

const types = ['text', 'email', 'select', 'multiselect'] as const

/** The fields of a question; which there are depends on how it is answered. */
export function QuestionForm({ content, onChange, errorOf }: FormProps<QuestionContent>) {
  const t = useTranslations('onboarding.fields')
  const marks = useTranslations('onboarding.marks')
  const first = useFocusOnArrival<HTMLTextAreaElement>()
  const id = useId()
  const { type } = content
  const isChoice = type === 'select' || type === 'multiselect'
  return (
    <>
      <TextArea
        ref={first}
        label={t('question')}
        hint={isCutInForm(content) ? t('questionCut', { max: onboardingLimits.questionInForm }) : undefined}
        error={errorOf('question')}
        rows={2}
        value={content.question}
        onChange={(event) => onChange({ ...content, question: event.target.value })}
      />
      <div>
        <label htmlFor={`${id}-type`} className="mb-1.5 block font-medium">
          {t('type')}
        </label>
        <select
          id={`${id}-type`}
          value={type}
          aria-describedby={`${id}-type-hint`}
          onChange={(event) => {
            const chosen = types.find((one) => one === event.target.value)
            if (chosen) onChange({ ...content, type: chosen })
          }}
          className="block min-h-11 w-full rounded-sm border border-line-strong bg-surface px-3 text-lg md:min-h-9 md:text-base"
        >
          {types.map((one) => (
            <option key={one} value={one}>
              {marks(`types.${one}`)}
            </option>
          ))}
        </select>
        <p id={`${id}-type-hint`} className="mt-1.5 text-ink-faint text-sm">
          {t(`typeHints.${type}`)}
        </p>
      </div>
      {isChoice ? (
        <OptionFields content={content} onChange={onChange} errorOf={errorOf} />
      ) : (
        <div className="flex items-center justify-between gap-4">
          <label htmlFor={`${id}-required`} className="font-medium">
            {t('required')}
          </label>
          <Switch
            id={`${id}-required`}
            checked={content.required}
            onChange={(required) => onChange({ ...content, required })}
          />
        </div>
      )}
    </>
  )
}
