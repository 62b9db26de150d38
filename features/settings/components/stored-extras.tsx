'use client'
// A field draws for its own edit only: code that remembers what it drew would be longer, not quicker.
'use no memo'

import { useTranslations } from 'next-intl'
import { lazy, Suspense, useSyncExternalStore } from 'react'
import type { CategoryView } from '../schema'

// Hardly ever there.
const UnreadableValues = lazy(() =>
  import('./unreadable-values').then((module) => ({ default: module.UnreadableValues })),
)

/** Stored values outside the catalogue (kept) and those that cannot be read (reset by a save), both shown as they are. */
export function StoredExtras({
  view,
  isBusy,
  onClear,
}: {
  view: CategoryView
  isBusy: boolean
  /** Puts back to their defaults what cannot be read. */
  onClear: () => void
}) {
  const t = useTranslations('settings')
  const { unknown } = view
  // Shown once its button listens: drawn by the server, it could be pressed in vain for as long as its code is on its way.
  const hasScript = useSyncExternalStore(
    () => () => undefined,
    () => true,
    () => false,
  )
  return (
    <>
      <Suspense>
        {hasScript && view.unreadable.length > 0 ? (
          <UnreadableValues view={view} isBusy={isBusy} onClear={onClear} />
        ) : null}
      </Suspense>
      {unknown.length > 0 ? (
        <details className="rounded-md border bg-surface px-4 py-1 md:px-5">
          <summary className="folds min-h-11 text-ink-soft">
            <span className="flex-1">{t('unknown', { count: unknown.length })}</span>
          </summary>
          <dl className="mt-1 mb-3 grid grid-cols-[minmax(0,auto)_minmax(0,1fr)] gap-x-4 gap-y-1 font-mono text-xs">
            {unknown.map(({ key, text }) => (
              <div key={key} className="contents">
                <dt className="break-all">{key}</dt>
                <dd className="break-all">{text}</dd>
              </div>
            ))}
          </dl>
        </details>
      ) : null}
    </>
  )
}
