'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'
import { CsrfField } from '@/components/forms/csrf-field'
import { TextField } from '@/components/forms/text-field'
import { useProblemWords } from '@/components/states/problem-words'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import type { Problem } from '@/lib/problems/problem'
import { signIn } from '../actions'

/** Sign-in by e-mail address and password. What was typed stays after a refusal, except the password. */
export function LoginForm({ next, csrf }: { next: string; csrf: string }) {
  const t = useTranslations('login')
  const [state, submit, pending] = useActionState(signIn, { email: '' })
  return (
    <form action={submit} className="flex flex-col gap-4">
      <input type="hidden" name="next" value={next} />
      <CsrfField token={csrf} />
      <TextField
        key={state.email}
        name="email"
        type="email"
        label={t('email')}
        autoComplete="username"
        defaultValue={state.email}
        required
      />
      <TextField name="password" type="password" label={t('password')} autoComplete="current-password" required />
      <div aria-live="polite">{state.problem && !pending ? <Refusal problem={state.problem} /> : null}</div>
      <Button type="submit" aria-disabled={pending} className="w-full">
        {pending ? t('signingIn') : t('signIn')}
      </Button>
    </form>
  )
}

function Refusal({ problem }: { problem: Problem }) {
  const { title, body } = useProblemWords(problem)
  return (
    <Notice tone={problem.code === 'invalid' ? 'bad' : 'warn'}>
      <p className="font-medium">{title}</p>
      <p>{body}</p>
    </Notice>
  )
}
