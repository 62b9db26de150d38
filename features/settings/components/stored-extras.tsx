'use client'
// A field draws for its own edit only: code that remembers what it drew would be longer, not quicker.
'use no memo'

import { useTranslations } from 'next-intl'
import { Notice } from '@/components/ui/notice'
import type { CategoryView } from '../schema'

/** Stored values outside the catalogue (kept) and those that cannot be read (reset by a save), both shown as they are. */
export function StoredExtras({ view: { unknown, unreadable } }: { view: CategoryView }) {
  const t = useTranslations('settings')
  return (
    <>
      {unreadable.length > 0 ? (
        <Notice tone="warn">
          <p>{t('unreadable')}</p>
          <Values values={unreadable} />
        </Notice>
      ) : null}
      {unknown.length > 0 ? (
        <details className="rounded-md border bg-surface px-4 py-3 md:px-5">
          <summary className="min-h-6 text-ink-soft">{t('unknown', { count: unknown.length })}</summary>
          <Values values={unknown} />
        </details>
      ) : null}
    </>
  )
}

function Values({ values }: { values: { key: string; text: string }[] }) {
  return (
    <dl className="mt-2 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 font-mono text-xs">
      {values.map(({ key, text }) => (
        <div key={key} className="contents">
          <dt>{key}</dt>
          <dd className="min-w-0 break-all">{text}</dd>
        </div>
      ))}
    </dl>
  )
}
