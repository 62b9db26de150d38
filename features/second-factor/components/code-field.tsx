import { useTranslations } from 'next-intl'
import { TextField } from '@/components/forms/text-field'

/** The six digits of an authenticator app. */
export function CodeField() {
  const t = useTranslations('secondFactor')
  return (
    <TextField
      name="code"
      label={t('code')}
      inputMode="numeric"
      autoComplete="one-time-code"
      maxLength={7}
      pattern="[0-9]{3} ?[0-9]{3}"
      required
    />
  )
}
