'use client'

import { useTranslations } from 'next-intl'
import { CommandPalette, type Destination, type DestinationGroup } from '@/components/shell/command-palette'
import { categories, outOfReachOn, settingsOf } from '@/lib/alphapy/catalogue/catalogue'
import { routes } from '@/lib/routes'

type FieldKey = Parameters<ReturnType<typeof useTranslations<'settings.fields'>>>[0]

/** A search over all settings by name, help and key, with the pages and servers at hand before it. */
export function SettingsPalette({
  guildId,
  places,
  typed,
  onClose,
}: {
  guildId: string
  /** Left out where only settings are searched. */
  places?: readonly DestinationGroup[] | undefined
  /** What was typed before it was there. */
  typed: string
  onClose: () => void
}) {
  const t = useTranslations('search')
  const names = useTranslations('settings.categories')
  const fields = useTranslations('settings.fields')
  const settings: Destination[] = categories.flatMap((category) =>
    [...settingsOf(category), ...outOfReachOn(category)].map(({ scope, key }) => ({
      id: `${scope}.${key}`,
      text: fields(`${scope}.${key}.label` as FieldKey),
      also: [names(`${category}.name`), `${scope}.${key}`, fields(`${scope}.${key}.help` as FieldKey)],
      hint: names(`${category}.name`),
      href: routes.setting(guildId, category, scope === category ? key : `${scope}.${key}`),
    })),
  )
  return (
    <CommandPalette
      title={places ? t('title') : t('titleSettings')}
      placeholder={places ? t('placeholder') : t('placeholderSettings')}
      groups={[
        ...(places ?? []),
        { id: 'settings', label: t('settings'), choices: settings, onlyTyped: places !== undefined },
      ]}
      typed={typed}
      onClose={onClose}
    />
  )
}
