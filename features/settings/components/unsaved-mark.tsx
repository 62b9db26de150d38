'use client'

import { useTranslations } from 'next-intl'
import { useSyncExternalStore } from 'react'
import { getShelves } from '@/lib/drafts/shelf'

/** How many changes of settings are kept unsaved on this device: of a guild, or of one category of it. */
export function UnsavedMark({ personId, guildId, category }: { personId: string; guildId: string; category?: string }) {
  const t = useTranslations('settings')
  const count = useUnsavedCount(personId, guildId, category)
  if (count === 0) return null
  return (
    <span
      title={t('unsavedCount', { count })}
      className="rounded-full bg-info-soft px-1.5 font-medium text-info-ink text-xs tabular-nums leading-5"
    >
      {/* Where there is no room for the word it is only read out. */}
      <span aria-hidden="true" className={category ? '' : 'md:hidden'}>
        {count}
      </span>
      <span className={category ? 'sr-only' : 'max-md:sr-only'}>{t('unsavedCount', { count })}</span>
    </span>
  )
}

/** How many changes of settings are kept on this device; follows every tab. */
export function useUnsavedCount(personId: string, guildId: string, category?: string): number {
  const path = [personId, guildId, 'settings', ...(category ? [category] : [])]
  return useSyncExternalStore(
    getShelves().watch,
    () => getShelves().count(path),
    () => 0,
  )
}
