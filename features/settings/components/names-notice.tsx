'use client'
// Drawn in no time: code that remembers what it drew would be longer, not quicker.
'use no memo'

import { useTranslations } from 'next-intl'
import { Notice } from '@/components/ui/notice'
import { type Category, settingsOf } from '@/lib/alphapy/catalogue/catalogue'
import { useGuildNames } from '@/lib/i18n/guild-names-context'

const byId = new Set(['channel', 'role', 'id-list'])

/** Why ids stand where names should, on a page that has any. */
export function NamesNotice({ category }: { category: Category }) {
  const t = useTranslations('names.why')
  const { names } = useGuildNames()
  if (names.kind !== 'unavailable' || !settingsOf(category).some(({ type }) => byId.has(type))) return null
  return <Notice tone="info">{t(names.why)}</Notice>
}
