'use client'

import { useTranslations } from 'next-intl'
import { TextField } from '@/components/forms/text-field'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { saveNewPassword, submitCode, submitLink } from '../actions'
import { Remember } from './remember'
import { type FormParts, StepForm } from './step-form'

/** The code out of a message. */
export function CodeForm({ parts }: { parts: FormParts }) {
  const t = useTranslations('login')
  return (
    <StepForm
      action={submitCode}
      parts={parts}
      onArrival
      fields={() => (
        <TextField
          name="code"
          label={t('code')}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={40}
          required
        />
      )}
      buttons={(pending, state) => (
        <>
          {state.sentAgain && !pending ? (
            <div role="status">
              <Notice tone="good">{t('sentAgain')}</Notice>
            </div>
          ) : null}
          <Button type="submit" aria-disabled={pending}>
            {pending ? t('signingIn') : t('signIn')}
          </Button>
          <Button type="submit" name="way" value="again" formNoValidate look="quiet" aria-disabled={pending}>
            {t('sendAgain')}
          </Button>
        </>
      )}
    />
  )
}

/** The button behind a link. Programs that look through mail open links, but press no buttons. */
export function LinkForm({
  tokenHash,
  type,
  remember,
  parts,
}: {
  tokenHash: string
  type: string
  remember: boolean
  parts: FormParts
}) {
  const t = useTranslations('login')
  return (
    <StepForm
      action={submitLink}
      parts={parts}
      fields={(state) => (
        <>
          <input type="hidden" name="tokenHash" value={tokenHash} />
          <input type="hidden" name="type" value={type} />
          <Remember initially={state.remember ?? remember} />
        </>
      )}
      buttons={(pending) => (
        <Button type="submit" aria-disabled={pending}>
          {pending ? t('signingIn') : type === 'recovery' ? t('goOn') : t('signIn')}
        </Button>
      )}
    />
  )
}

/** The password to be used from now on. */
export function NewPasswordForm({ email, parts }: { email: string | undefined; parts: FormParts }) {
  const t = useTranslations('login')
  return (
    <StepForm
      action={saveNewPassword}
      parts={parts}
      onArrival
      fields={() => (
        <>
          {/* So that a password keeper knows whose it is. */}
          <input type="email" name="username" autoComplete="username" defaultValue={email} readOnly hidden />
          <TextField
            name="password"
            type="password"
            label={t('newPassword')}
            hint={t('newPasswordHint')}
            autoComplete="new-password"
            required
          />
        </>
      )}
      buttons={(pending) => (
        <Button type="submit" aria-disabled={pending}>
          {pending ? t('saving') : t('savePassword')}
        </Button>
      )}
    />
  )
}
