'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { settingOf } from '@/lib/alphapy/catalogue/catalogue'
import { effectiveValue } from '../../model'
import type { OthersChange } from '../../schema'
import { SettingName, ValueChange } from '../setting-name'

/** Changes that were made elsewhere, and that a save leaves as they are. */
export function OthersChanged({ category, changes }: { category: string; changes: readonly OthersChange[] }) {
  const t = useTranslations('settings')
  const format = useFormatter()
  if (changes.length === 0) return null
  return (
    <div className="text-ink-soft">
      <p>{t('cameAlong')}</p>
      <ul>
        {changes.map(({ key, from, to, seenAt, by }) => {
          const time = format.dateTime(new Date(seenAt), { timeStyle: 'short' })
          const definition = settingOf(category, key)
          return (
            <li key={`${key} ${seenAt}`}>
              <span className="font-medium">
                <SettingName category={category} name={key} />
              </span>
              {': '}
              {definition ? (
                <ValueChange
                  definition={definition}
                  from={effectiveValue(definition, from)}
                  to={effectiveValue(definition, to)}
                />
              ) : null}{' '}
              <span className="text-ink-faint">{t(`seenAt.${whoOf(by)}`, { time, id: by?.discordId ?? '' })}</span>
            </li>
          )
        })}
      </ul>
    </div>
  )
}

/** How it is told who made a change. */
export function whoOf(by: OthersChange['by']) {
  if (!by) return 'unrecorded'
  if (by.self) return 'self'
  return by.discordId ? 'account' : 'somebody'
}
