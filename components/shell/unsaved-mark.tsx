'use client'
// Drawn seldom: code that remembers what it drew would only be longer.
'use no memo'

import { useTranslations } from 'next-intl'
import { useSyncExternalStore } from 'react'
import { getShelves } from '@/lib/drafts/shelf'

/** How many drafts are kept on this device under a path. `brief`: the number alone, where there is no room for the word. */
export function UnsavedMark({ path, brief = false }: { path: readonly string[]; brief?: boolean }) {
  const t = useTranslations('common')
  const count = useUnsavedCount(path)
  if (count === 0) return null
  return (
    <span
      title={t('unsavedCount', { count })}
      className="whitespace-nowrap rounded-full bg-info-soft px-1.5 font-medium text-info-ink text-xs tabular-nums leading-[1.25rem]"
    >
      {/* The word is always read out. */}
      <span aria-hidden="true" className={brief ? '' : 'md:hidden'}>
        {count}
      </span>
      <span className={brief ? 'sr-only' : 'max-md:sr-only'}>{t('unsavedCount', { count })}</span>
    </span>
  )
}

/** How many drafts are kept on this device under a path; follows every tab. */
export function useUnsavedCount(path: readonly string[]): number {
  return useSyncExternalStore(
    getShelves().watch,
    () => getShelves().count(path),
    () => 0,
  )
}
