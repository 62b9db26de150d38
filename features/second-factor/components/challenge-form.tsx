'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useFormatter, useTranslations } from 'next-intl'
import type { FormEvent } from 'react'
import { SelectField } from '@/components/forms/select-field'
import { useFieldFocus } from '@/components/forms/use-field-focus'
import { OutcomeLine } from '@/components/states/outcome-line'
import { Button } from '@/components/ui/button'
import { useAct } from '@/lib/actions/use-act'
import { answerChallenge } from '../actions'
import type { FactorView } from '../schema'
import { CodeField } from './code-field'

/** The question for the second factor after a sign-in. */
export function ChallengeForm({ apps, next }: { apps: FactorView[]; next: string }) {
  const t = useTranslations('secondFactor')
  const format = useFormatter()
  const router = useRouter()
  const { act, doing, outcome } = useAct()
  const form = useFieldFocus(outcome?.problem, { onArrival: true })
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const fields = new FormData(event.currentTarget)
    const input = { factorId: String(fields.get('factorId')), code: String(fields.get('code')) }
    act({ key: 'answer', action: answerChallenge, input, onDone: () => router.replace(next as Route) })
  }
  return (
    <form ref={form} onSubmit={submit} className="flex flex-col gap-4">
      {apps.length > 1 ? (
        <SelectField name="factorId" label={t('app')}>
          {apps.map(({ factorId, since }) => (
            <option key={factorId} value={factorId}>
              {since ? t('appSince', { date: format.dateTime(since, { dateStyle: 'medium' }) }) : t('app')}
            </option>
          ))}
        </SelectField>
      ) : (
        <input type="hidden" name="factorId" value={apps[0]?.factorId} />
      )}
      <CodeField />
      <OutcomeLine outcome={outcome} />
      <Button type="submit" aria-disabled={doing !== undefined} className="w-full">
        {doing ? t('confirming') : t('confirm')}
      </Button>
    </form>
  )
}
