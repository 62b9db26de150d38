'use client'
// Drawn in no time: code that remembers what it drew would be longer, not quicker.
'use no memo'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { categoryQuery } from '../queries'

/** How many settings of a category differ from the defaults, by its latest reading. */
export function OverriddenMark({
  guildId,
  category,
  atFirst,
}: {
  guildId: string
  category: string
  /** As the page came with it. */
  atFirst: number
}) {
  const t = useTranslations('settings')
  const { data } = useQuery({ ...categoryQuery(guildId, category), enabled: false })
  const count = data ? Object.keys(data.stored).length : atFirst
  if (count === 0) return null
  return (
    <span className="text-ink-faint text-xs tabular-nums" title={t('overridden', { count })}>
      <span aria-hidden="true" className="max-lg:hidden">
        {count}
      </span>
      <span className="sr-only">{t('overridden', { count })}</span>
    </span>
  )
}
