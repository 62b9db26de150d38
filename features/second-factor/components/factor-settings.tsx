'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { useState } from 'react'
import { OutcomeLine } from '@/components/states/outcome-line'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { useKeptFocus } from '@/components/ui/use-kept-focus'
import { useAct } from '@/lib/actions/use-act'
import { startEnrolment, takeFactorAway } from '../actions'
import type { Enrolment, FactorsView } from '../schema'
import { EnrolmentForm } from './enrolment-form'

/** The authenticator apps of a person: setting one up, and taking one away. */
export function FactorSettings({ factors: { apps } }: { factors: FactorsView }) {
  const t = useTranslations('secondFactor.settings')
  const format = useFormatter()
  const { act, doing, outcome } = useAct()
  const [enrolment, setEnrolment] = useState<Enrolment>()
  const [isNew, setNew] = useState(false)
  const [asked, setAsked] = useState<string>()
  const box = useKeptFocus()
  function begin() {
    setNew(false)
    act({ key: 'begin', action: startEnrolment, input: {}, onDone: setEnrolment })
  }
  function take(factorId: string) {
    setNew(false)
    act({ key: `remove ${factorId}`, action: takeFactorAway, input: { factorId }, done: t('removed') })
  }
  function finish() {
    setEnrolment(undefined)
    setNew(true)
  }
  return (
    <div {...box} className="flex flex-col items-stretch gap-3 outline-none">
      {apps.length > 0 ? (
        <ul className="divide-y">
          {apps.map(({ factorId, since }) => {
            const date = since ? format.dateTime(since, { dateStyle: 'medium' }) : ''
            const key = `remove ${factorId}`
            return (
              <li
                key={factorId}
                className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-2 first:pt-0"
              >
                <AppName since={date} />
                <Button
                  look="secondary"
                  aria-label={t('removeNamed', { date })}
                  aria-disabled={doing !== undefined}
                  onClick={() => setAsked(factorId)}
                >
                  {doing === key ? t('starting') : t('remove')}
                </Button>
              </li>
            )
          })}
        </ul>
      ) : null}
      {asked ? (
        <ConfirmDialog
          title={t('removeAsk')}
          confirm={t('remove')}
          keep={t('keep')}
          onConfirm={() => take(asked)}
          onClose={() => setAsked(undefined)}
        >
          {t(apps.length > 1 ? 'removeMeans' : 'removeLastMeans')}
        </ConfirmDialog>
      ) : null}
      <OutcomeLine outcome={isNew ? { done: t('done') } : outcome} />
      {enrolment ? (
        <EnrolmentForm enrolment={enrolment} onDone={finish} onCancel={() => setEnrolment(undefined)} />
      ) : (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <Button look="secondary" aria-disabled={doing !== undefined} onClick={begin}>
            {doing === 'begin' ? t('starting') : apps.length > 0 ? t('another') : t('setUp')}
          </Button>
          {apps.length > 0 ? <p className="text-ink-faint text-sm">{t('anotherHint')}</p> : null}
        </div>
      )}
    </div>
  )
}

function AppName({ since }: { since: string }) {
  const t = useTranslations('secondFactor')
  return (
    <span>
      {t('app')} {since ? <span className="text-ink-faint text-sm">{t('settings.since', { date: since })}</span> : null}
    </span>
  )
}
