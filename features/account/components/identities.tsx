'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { useState } from 'react'
import { OutcomeLine } from '@/components/states/outcome-line'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { useKeptFocus } from '@/components/ui/use-kept-focus'
import { useAct } from '@/lib/actions/use-act'
import { linkDiscord, unlinkIdentity } from '../actions'
import type { AccountView } from '../schema'

/** The ways into this account: taking one away, and connecting Discord. */
export function Identities({ identities }: { identities: AccountView['identities'] }) {
  const t = useTranslations('account.identities')
  const format = useFormatter()
  const { act, doing, outcome } = useAct()
  const box = useKeptFocus()
  const [asked, setAsked] = useState<AccountView['identities'][number]>()
  const hasDiscord = identities.some(({ provider }) => provider === 'discord')
  const othersOf = (left: AccountView['identities'][number]) =>
    identities.filter(({ identityId }) => identityId !== left.identityId).map(({ provider }) => t(provider))
  function unlink({ identityId }: { identityId: string }) {
    act({ key: identityId, action: unlinkIdentity, input: { identityId }, done: t('removed') })
  }
  function connect() {
    const onDone = ({ href }: { href: string }) => window.location.assign(href)
    act({ key: 'connect', action: linkDiscord, input: {}, done: t('connecting'), onDone })
  }
  return (
    <div {...box} className="flex flex-col gap-3 outline-none">
      <ul className="divide-y">
        {identities.map((identity) => {
          const { identityId, provider, name, since, removable } = identity
          return (
            <li
              key={identityId}
              className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-2.5 first:pt-0 last:pb-0"
            >
              <div className="min-w-0 flex-1 basis-[11rem]">
                <p className="wrap-anywhere">
                  <span className="font-medium">{t(provider)}</span> {name}
                </p>
                <p className="text-ink-faint text-sm">
                  {since ? t('since', { date: format.dateTime(since, { dateStyle: 'medium' }) }) : null}
                  {removable ? null : `${since ? ' · ' : ''}${t('only')}`}
                </p>
              </div>
              {removable ? (
                <Button
                  look="secondary"
                  className="shrink-0"
                  aria-label={t('removeNamed', { name: t(provider) })}
                  aria-disabled={doing !== undefined}
                  onClick={() => setAsked(identity)}
                >
                  {t('remove')}
                </Button>
              ) : null}
            </li>
          )
        })}
      </ul>
      <OutcomeLine outcome={outcome} />
      {asked ? (
        <ConfirmDialog
          title={t('removeAsk', { name: t(asked.provider) })}
          confirm={t('remove')}
          keep={t('keep')}
          onConfirm={() => unlink(asked)}
          onClose={() => setAsked(undefined)}
        >
          <p>{t('removeMeans', { others: format.list(othersOf(asked)) })}</p>
          {asked.provider === 'discord' ? <p className="mt-2">{t('removeDiscordMeans')}</p> : null}
        </ConfirmDialog>
      ) : null}
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
