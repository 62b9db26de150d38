'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { FormEvent } from 'react'
import { TextField } from '@/components/forms/text-field'
import { useFieldFocus } from '@/components/forms/use-field-focus'
import { OutcomeLine } from '@/components/states/outcome-line'
import { Button } from '@/components/ui/button'
import { useAct } from '@/lib/actions/use-act'
import { routes } from '@/lib/routes'
import { setPassword } from '../actions'

/** A new password for the present one. `email` is there for password managers, which store a pair. */
export function PasswordForm({ email }: { email: string }) {
  const t = useTranslations('account.password')
  const { act, doing, outcome } = useAct()
  const ref = useFieldFocus(outcome?.problem)
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = event.currentTarget
    const fields = new FormData(form)
    const input = { current: String(fields.get('current')), password: String(fields.get('password')) }
    act({ key: 'change', action: setPassword, input, done: t('changed'), onDone: () => form.reset() })
  }
  return (
    <form ref={ref} onSubmit={submit} className="flex flex-col gap-3">
      <input type="hidden" name="username" autoComplete="username" value={email} />
      <div className="flex flex-wrap items-end gap-3">
        <TextField
          name="current"
          type="password"
          label={t('current')}
          autoComplete="current-password"
          maxLength={1_000}
          required
          className="min-w-0 flex-1 basis-[12rem]"
        />
        <TextField
          name="password"
          type="password"
          label={t('label')}
          autoComplete="new-password"
          maxLength={1_000}
          required
          className="min-w-0 flex-1 basis-[12rem]"
        />
        <Button type="submit" look="secondary" aria-disabled={doing !== undefined}>
          {doing ? t('changing') : t('change')}
        </Button>
      </div>
      <OutcomeLine outcome={outcome} />
      <p className="text-sm">
        <Link href={routes.login(routes.account(), { with: 'reset' })} className="text-accent-text underline">
          {t('forgotten')}
        </Link>
      </p>
    </form>
  )
}
