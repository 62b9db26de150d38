'use client'

import { useTranslations } from 'next-intl'
import { TextArea } from '@/components/forms/text-area'
import { TextField } from '@/components/forms/text-field'
import type { RuleContent } from '../schema'
import type { FormProps } from './form-props'
import { useFocusOnArrival } from './use-focus'

/** The fields of a rule. */
export function RuleForm({ content, onChange, errorOf }: FormProps<RuleContent>) {
  const t = useTranslations('onboarding.fields')
  const first = useFocusOnArrival<HTMLInputElement>()
  const address = (field: 'thumbnailUrl' | 'imageUrl') => (
    <TextField
      label={t(field)}
      hint={t(`${field}Hint`)}
      error={errorOf(field)}
      inputMode="url"
      autoComplete="off"
      spellCheck={false}
      placeholder={t('addressPlaceholder')}
      value={content[field] ?? ''}
      onChange={(event) => onChange({ ...content, [field]: event.target.value.trim() || null })}
    />
  )
  return (
    <>
      <TextField
        ref={first}
        label={t('title')}
        error={errorOf('title')}
        value={content.title}
        onChange={(event) => onChange({ ...content, title: event.target.value })}
      />
      <TextArea
        label={t('description')}
        hint={t('descriptionHint')}
        error={errorOf('description')}
        rows={4}
        value={content.description}
        onChange={(event) => onChange({ ...content, description: event.target.value })}
      />
      {address('thumbnailUrl')}
      {address('imageUrl')}
    </>
  )
}
