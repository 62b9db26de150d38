'use client'

import type { Route } from 'next'
import { useTranslations } from 'next-intl'
import { CommandButton } from '@/components/shell/command-button'
import { useLoaded } from '@/components/ui/use-loaded'

const fetchPalette = () => import('./settings-palette').then(({ SettingsPalette }) => SettingsPalette)

/** A page or a server one can go to. */
export interface Place {
  href: Route
  label: string
}

/** The search of a guild's pages, servers and settings; without pages, of its settings alone. */
export function CommandMenu({
  guildId,
  pages,
  servers = [],
}: {
  guildId: string
  pages?: readonly Place[]
  servers?: readonly Place[]
}) {
  const t = useTranslations('search')
  const [palette, wantPalette] = useLoaded(fetchPalette)
  const choices = (places: readonly Place[]) => places.map(({ href, label }) => ({ id: href, text: label, href }))
  const places = pages && [
    { id: 'pages', label: t('pages'), choices: choices(pages) },
    { id: 'servers', label: t('servers'), choices: choices(servers) },
  ]
  return (
    <CommandButton
      label={pages ? t('open') : t('openSettings')}
      look={pages ? 'rail' : 'page'}
      onNear={wantPalette}
      isComing={palette.kind !== 'here' && palette.kind !== 'failed'}
    >
      {(close, typed) => {
        if (palette.kind === 'here')
          return <palette.code guildId={guildId} places={places} typed={typed} onClose={close} />
        return palette.kind === 'failed' ? (
          <p role="alert" className="mt-2 text-warn-ink">
            {t('notLoaded')}
          </p>
        ) : null
      }}
    </CommandButton>
  )
}
