'use client'

import { X } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { isCategory } from '@/lib/alphapy/catalogue/catalogue'
import { getShelves } from '@/lib/drafts/shelf'
import { routes } from '@/lib/routes'

/** Unsaved changes were left behind: where they are kept, and the way back. */
export function KeptNote({
  guildId,
  place,
  category,
  count,
  calledOff,
  onClose,
}: {
  guildId: string
  /** Where the drafts are kept. */
  place: readonly string[]
  /** None: it was onboarding. */
  category: string | undefined
  count: number
  /** A save was waiting for its place. */
  calledOff: boolean
  onClose: () => void
}) {
  const t = useTranslations('settings')
  const nav = useTranslations('nav')
  const isSafe = getShelves().open(place).isSafe()
  const isSettings = category !== undefined && isCategory(category)
  const name = isSettings ? t(`categories.${category}.name`) : nav('onboarding')
  const back = isSettings ? routes.settingsCategory(guildId, category) : routes.onboarding(guildId)
  return (
    <div className="arrive mb-5 flex max-w-[45rem] items-start gap-2 rounded-md border bg-raised py-2 pr-2 pl-4 shadow-float">
      <p className="min-w-0 flex-1 py-1.5">
        {calledOff ? `${t('left.calledOff', { category: name })} ` : ''}
        {count > 0 ? `${t(isSafe ? 'left.kept' : 'left.inTab', { count, category: name })} ` : ''}
        <Link href={back} className="font-medium underline">
          {t('left.back')}
        </Link>
      </p>
      <button
        type="button"
        aria-label={t('left.close')}
        onClick={onClose}
        className="inline-flex size-11 shrink-0 items-center justify-center rounded-sm text-ink-faint hover:bg-hover hover:text-ink md:size-9"
      >
        <X aria-hidden size={16} />
      </button>
    </div>
  )
}
