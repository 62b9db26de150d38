'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type Choice, type ChoiceGroup, SearchList } from '@/components/forms/search-list'
import { Dialog } from '@/components/ui/dialog'

/** Something that leads somewhere. */
export interface Destination extends Choice {
  href: Route
}

/** Destinations that belong together. */
export interface DestinationGroup extends ChoiceGroup {
  choices: readonly Destination[]
  /** Too many to be listed before something is typed. */
  onlyTyped?: boolean
}

/** Where to, by a few letters. */
export function CommandPalette({
  title,
  placeholder,
  groups,
  typed: typedBefore,
  onClose,
}: {
  title: string
  placeholder: string
  groups: readonly DestinationGroup[]
  /** What was typed before it was there. */
  typed: string
  onClose: () => void
}) {
  const t = useTranslations('search')
  const router = useRouter()
  function go(id: string) {
    const to = groups.flatMap(({ choices }) => choices).find((one) => one.id === id)
    onClose()
    if (!to) return
    const target = new URL(to.href, window.location.href)
    // Within a page only the platform says that its target is another, and nothing when it is the same once more.
    if (!target.hash || target.pathname !== window.location.pathname) router.push(to.href)
    else if (target.hash !== window.location.hash) window.location.hash = target.hash
    else setTimeout(() => window.dispatchEvent(new HashChangeEvent('hashchange')))
  }
  return (
    <Dialog title={title} onClose={onClose}>
      <SearchList
        label={title}
        placeholder={placeholder}
        groupsFor={(typed) => groups.filter(({ onlyTyped }) => !onlyTyped || typed.trim() !== '')}
        onChoose={({ id }) => go(id)}
        nothing={t('nothing')}
        typedBefore={typedBefore}
        steady
      />
    </Dialog>
  )
}
