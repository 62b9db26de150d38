'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { TextField } from '@/components/forms/text-field'
import { Button } from '@/components/ui/button'
import { routes } from '@/lib/routes'
import { sendPhoneCode, sendRecovery, signIn } from '../actions'
import { DiscordButton } from './discord-button'
import { linkClass } from './link-class'
import { Remember } from './remember'
import { type FormParts, StepForm } from './step-form'

/** The first step: Discord, or an address with a password or without. */
export function StartForm({ ways, parts }: { ways: { discord: boolean; email: boolean }; parts: FormParts }) {
  const t = useTranslations('login')
  return (
    <StepForm
      action={signIn}
      parts={parts}
      fields={(state) => (
        <>
          {ways.discord ? <DiscordButton /> : null}
          {ways.email ? (
            <>
              <EmailField typed={state.to} />
              <div>
                <TextField
                  name="password"
                  type="password"
                  label={t('password')}
                  autoComplete="current-password"
                  required
                />
                <Link
                  href={routes.login(parts.next, { with: 'reset' })}
                  className={`${linkClass} mt-1.5 inline-block text-sm`}
                >
                  {t('forgot')}
                </Link>
              </div>
            </>
          ) : null}
          <Remember initially={state.remember} />
        </>
      )}
      buttons={(pending) =>
        ways.email ? (
          <div className="flex flex-col gap-2">
            <Button type="submit" look={ways.discord ? 'secondary' : 'primary'} aria-disabled={pending}>
              {pending ? t('signingIn') : t('signIn')}
            </Button>
            <Button type="submit" name="way" value="email" formNoValidate look="secondary" aria-disabled={pending}>
              {t('sendMessage')}
            </Button>
          </div>
        ) : null
      }
    />
  )
}

/** A telephone number for a code. */
export function PhoneForm({ parts }: { parts: FormParts }) {
  const t = useTranslations('login')
  return (
    <StepForm
      action={sendPhoneCode}
      parts={parts}
      onArrival
      fields={(state) => (
        <>
          <TextField
            name="phone"
            type="tel"
            label={t('phone')}
            hint={t('phoneHint')}
            autoComplete="tel"
            defaultValue={state.to}
            required
          />
          <Remember initially={state.remember} />
        </>
      )}
      buttons={(pending) => (
        <Button type="submit" aria-disabled={pending}>
          {pending ? t('sending') : t('sendCode')}
        </Button>
      )}
    />
  )
}

/** An address whose password is to be replaced. */
export function ResetForm({ parts }: { parts: FormParts }) {
  const t = useTranslations('login')
  return (
    <StepForm
      action={sendRecovery}
      parts={parts}
      onArrival
      fields={(state) => <EmailField typed={state.to} />}
      buttons={(pending) => (
        <Button type="submit" aria-disabled={pending}>
          {pending ? t('sending') : t('sendReset')}
        </Button>
      )}
    />
  )
}

function EmailField({ typed }: { typed: string | undefined }) {
  const t = useTranslations('login')
  return (
    <TextField name="email" type="email" label={t('email')} autoComplete="username" defaultValue={typed} required />
  )
}
