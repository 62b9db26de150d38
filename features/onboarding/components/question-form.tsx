'use client'

import { useTranslations } from 'next-intl'
import { useId } from 'react'
import { SelectField } from '@/components/forms/select-field'
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
      <SelectField
        label={t('type')}
        hint={t(`typeHints.${type}`)}
        value={type}
        onChange={(event) => {
          const chosen = types.find((one) => one === event.target.value)
          if (chosen) onChange({ ...content, type: chosen })
        }}
      >
        {types.map((one) => (
          <option key={one} value={one}>
            {marks(`types.${one}`)}
          </option>
        ))}
      </SelectField>
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
