'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { OutcomeLine } from '@/components/states/outcome-line'
import { Button } from '@/components/ui/button'
import { useAct } from '@/lib/actions/use-act'
import { linkDiscord, unlinkIdentity } from '../actions'
import type { AccountView } from '../schema'

/** The ways into this account: taking one away, and connecting Discord. */
export function Identities({ identities }: { identities: AccountView['identities'] }) {
  const t = useTranslations('account.identities')
  const format = useFormatter()
  const { act, doing, outcome } = useAct()
  const hasDiscord = identities.some(({ provider }) => provider === 'discord')
  function connect() {
    const onDone = ({ href }: { href: string }) => window.location.assign(href)
    act({ key: 'connect', action: linkDiscord, input: {}, done: t('connecting'), onDone })
  }
  return (
    <div className="flex flex-col gap-3">
      <ul className="divide-y">
        {identities.map(({ identityId, provider, name, since, removable }) => {
          const unlink = { key: identityId, action: unlinkIdentity, input: { identityId }, done: t('removed') }
          return (
            <li
              key={identityId}
              className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-2.5 first:pt-0"
            >
              <div className="min-w-0">
                <p className="truncate" title={name}>
                  <span className="font-medium">{t(provider)}</span> {name}
                </p>
                <p className="text-ink-faint text-sm">
                  {since ? t('since', { date: format.dateTime(since, { dateStyle: 'medium' }) }) : null}
                  {removable ? null : ` ${t('only')}`}
                </p>
              </div>
              {removable ? (
                <Button
                  look="secondary"
                  aria-label={t('removeNamed', { name: t(provider) })}
                  aria-disabled={doing !== undefined}
                  onClick={() => act(unlink)}
                >
                  {t('remove')}
                </Button>
              ) : null}
            </li>
          )
        })}
      </ul>
      <OutcomeLine outcome={outcome} />
      {hasDiscord ? null : (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <Button look="secondary" aria-disabled={doing !== undefined} onClick={connect}>
            {doing === 'connect' ? t('connecting') : t('connect')}
          </Button>
          <p className="text-ink-faint text-sm">{t('connectHint')}</p>
        </div>
      )}
    </div>
  )
}
