'use client'

import { useFormatter, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { OutcomeLine } from '@/components/states/outcome-line'
import { Age } from '@/components/ui/age'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { useKeptFocus } from '@/components/ui/use-kept-focus'
import { useAct } from '@/lib/actions/use-act'
import { signOutDevice, signOutElsewhere } from '../actions'
import type { Device, SessionView } from '../schema'

/** The devices Mind has seen, and signing them out one by one or all at once. `more`: further ways out, beside these. */
export function Sessions({ sessions, now, more }: { sessions: SessionView[]; now: number; more: ReactNode }) {
  const t = useTranslations('account.sessions')
  const format = useFormatter()
  const { act, doing, outcome } = useAct()
  const box = useKeptFocus()
  const nameOf = ({ browser, system }: Device) => {
    if (browser && system) return t('device', { browser, system })
    return browser ?? system ?? t('unknownDevice')
  }
  return (
    <div {...box} className="flex flex-col gap-3 outline-none">
      <ul className="divide-y">
        {sessions.map(({ sessionId, device, firstSeenAt, lastSeenAt, secondFactor, isThis }) => {
          const name = nameOf(device)
          const end = { key: sessionId, action: signOutDevice, input: { sessionId }, done: t('ended') }
          return (
            <li
              key={sessionId}
              className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-2.5 first:pt-0"
            >
              <div className="min-w-0 flex-1 basis-[11rem]">
                <p className="flex flex-wrap items-center gap-2">
                  <span className="font-medium">{name}</span>
                  {isThis ? <Badge tone="good">{t('here')}</Badge> : null}
                  {secondFactor ? <span className="text-ink-faint text-sm">{t('secondFactor')}</span> : null}
                </p>
                <p className="text-ink-faint text-sm">
                  {t('seen')} <Age at={lastSeenAt} now={now} />,{' '}
                  {t('first', { date: format.dateTime(firstSeenAt, { dateStyle: 'medium', timeStyle: 'short' }) })}
                </p>
              </div>
              {isThis ? null : (
                <Button
                  look="secondary"
                  className="shrink-0"
                  aria-label={t('endNamed', { device: name })}
                  aria-disabled={doing !== undefined}
                  onClick={() => act(end)}
                >
                  {doing === sessionId ? t('working') : t('end')}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
      <OutcomeLine outcome={outcome} />
      <p className="text-ink-faint text-sm">{t('honest')}</p>
      <div className="flex flex-wrap gap-2">
        <Button
          look="secondary"
          aria-disabled={doing !== undefined}
          onClick={() => act({ key: 'others', action: signOutElsewhere, input: {}, done: t('othersDone') })}
        >
          {doing === 'others' ? t('working') : t('others')}
        </Button>
        {more}
      </div>
    </div>
  )
}
