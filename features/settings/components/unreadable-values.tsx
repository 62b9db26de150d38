'use client'
// Drawn seldom: code that remembers what it drew would only be longer.
'use no memo'

import { useTranslations } from 'next-intl'
import { useId } from 'react'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { isWritable } from '@/lib/alphapy/catalogue/catalogue'
import type { CategoryView } from '../schema'
import { SettingName } from './setting-name'

/** Stored values the bot cannot read, as they are, and the way to be rid of them where Mind may write. */
export function UnreadableValues({
  view: { category, unreadable },
  isBusy,
  onClear,
}: {
  view: CategoryView
  isBusy: boolean
  /** Puts all of them back to their defaults. */
  onClear: () => void
}) {
  const t = useTranslations('settings.unreadable')
  const id = useId()
  return (
    <section aria-labelledby={id}>
      <Notice tone="warn">
        <h2 id={id} className="font-medium">
          {t('title')}
        </h2>
        <ul className="mt-1">
          {unreadable.map(({ key, text }) => (
            <li key={key} className="wrap-anywhere">
              <SettingName category={category} name={key} />
              {': '}
              <span className="font-mono text-xs">{text}</span>
            </li>
          ))}
        </ul>
        {isWritable(category) ? (
          <>
            <p className="mt-1">{t('body')}</p>
            <Button
              look="secondary"
              className="mt-3"
              aria-disabled={isBusy}
              onClick={({ currentTarget }) => {
                if (isBusy) return
                // The button goes with what it clears.
                currentTarget.closest<HTMLElement>('[tabindex="-1"]')?.focus()
                onClear()
              }}
            >
              {t('clear', { count: unreadable.length })}
            </Button>
          </>
        ) : null}
      </Notice>
    </section>
  )
}
