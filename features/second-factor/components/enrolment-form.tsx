'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useLayoutEffect, useRef } from 'react'
import { useFieldFocus } from '@/components/forms/use-field-focus'
import { OutcomeLine } from '@/components/states/outcome-line'
import { Button } from '@/components/ui/button'
import { useAct } from '@/lib/actions/use-act'
import { finishEnrolment } from '../actions'
import type { Enrolment } from '../schema'
import { CodeField } from './code-field'

/** A new authenticator app: its secret as a picture and in letters, and the first code as proof that the app has it. */
export function EnrolmentForm({
  enrolment: { factorId, qr, secret },
  onDone,
  onCancel,
}: {
  enrolment: Enrolment
  onDone: () => void
  onCancel: () => void
}) {
  const t = useTranslations('secondFactor.settings')
  const { act, doing, outcome } = useAct()
  const form = useFieldFocus(outcome?.problem)
  const heading = useRef<HTMLHeadingElement>(null)
  // Before the box around it, which takes the focus where nobody else does.
  useLayoutEffect(() => heading.current?.focus(), [])
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const code = String(new FormData(event.currentTarget).get('code'))
    act({ key: 'finish', action: finishEnrolment, input: { factorId, code }, onDone })
  }
  return (
    <form ref={form} onSubmit={submit} className="flex max-w-[24rem] flex-col gap-4 rounded-md border p-4">
      <h3 ref={heading} tabIndex={-1} className="font-medium outline-none">
        {t('scan')}
      </h3>
      {/* biome-ignore lint/performance/noImgElement: a picture that is already here needs no optimising. */}
      <img src={qr} alt={t('qr')} width={192} height={192} className="self-center rounded-sm bg-white p-3" />
      <div>
        <p className="text-ink-soft text-sm">{t('typed')}</p>
        <p className="mt-1 select-all rounded-sm bg-sunken px-3 py-2 font-mono text-sm">{secret}</p>
      </div>
      <p className="text-ink-soft text-sm">{t('then')}</p>
      <CodeField />
      <OutcomeLine outcome={outcome} />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" aria-disabled={doing !== undefined}>
          {doing ? t('starting') : t('finish')}
        </Button>
        <Button look="quiet" onClick={onCancel}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}
