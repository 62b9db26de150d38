'use client'

import { useTranslations } from 'next-intl'
import type { FormEvent } from 'react'
import { TextField } from '@/components/forms/text-field'
import { OutcomeLine } from '@/components/states/outcome-line'
import { Button } from '@/components/ui/button'
import { useAct } from '@/lib/actions/use-act'
import { setPassword } from '../actions'

/** A new password. `email` is there for password managers, which store a pair. */
export function PasswordForm({ email }: { email: string | undefined }) {
  const t = useTranslations('account.password')
  const { act, doing, outcome } = useAct()
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = event.currentTarget
    const input = { password: String(new FormData(form).get('password')) }
    act({ key: 'change', action: setPassword, input, done: t('changed'), onDone: () => form.reset() })
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-3">
      <input type="hidden" name="username" autoComplete="username" value={email ?? ''} />
      <div className="flex flex-wrap items-end gap-3">
        <TextField
          name="password"
          type="password"
          label={t('label')}
          autoComplete="new-password"
          maxLength={1_000}
          required
          className="min-w-0 flex-1 basis-56"
        />
        <Button type="submit" look="secondary" aria-disabled={doing !== undefined}>
          {doing ? t('changing') : t('change')}
        </Button>
      </div>
      <OutcomeLine outcome={outcome} />
    </form>
  )
}
