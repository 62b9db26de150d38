'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { type Award, awardFilters } from '@/lib/alphapy/catalogue/lists'
import { fieldClass } from './control-props'

type FilterKey = 'non_food' | 'food' | 'image' | 'reactions'

/** One weekly award. */
export function AwardRow({
  id,
  number,
  award,
  marked,
  onChange,
  children,
}: {
  id: string
  number: number
  award: Award
  /** Whether what is missing is to be marked. */
  marked: boolean
  onChange: (award: Award) => void
  /** What can be done with the row as a whole. */
  children: ReactNode
}) {
  const t = useTranslations('settings.awards')
  const { label = '', key = '', filter = '', subtitle = '' } = award
  const nameIt = (text: string) => {
    // A key that only echoes the name goes on doing so; one that was chosen stays.
    const follows = key === keyFrom(label)
    onChange({ ...award, label: text, ...(follows ? { key: keyFrom(text) } : {}) })
  }
  const filters = awardFilters.includes(filter) ? awardFilters : [filter, ...awardFilters]
  return (
    <li className="rounded-sm border bg-sunken p-3">
      <div className="mb-2 flex items-center gap-1">
        <span className="flex-1 font-medium text-ink-soft">{t('award', { number })}</span>
        {children}
      </div>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field
          id={`${id}-label`}
          label={t('label')}
          value={label}
          missing={marked && !label.trim()}
          onChange={nameIt}
        />
        <div className="flex flex-col gap-1">
          <label htmlFor={`${id}-filter`} className="text-sm">
            {t('filter')}
          </label>
          <select
            id={`${id}-filter`}
            value={filter}
            onChange={(event) => onChange({ ...award, filter: event.target.value })}
            className={`${fieldClass} pr-8.5`}
          >
            {filters.map((one) => (
              <option key={one} value={one}>
                {awardFilters.includes(one) ? t(`filters.${one as FilterKey}`) : one}
              </option>
            ))}
          </select>
        </div>
        <Field
          id={`${id}-subtitle`}
          label={t('subtitle')}
          value={subtitle}
          onChange={(text) => {
            const { subtitle: _before, ...rest } = award
            onChange(text === '' ? rest : { ...rest, subtitle: text })
          }}
        />
        <Field
          id={`${id}-key`}
          label={t('key')}
          value={key}
          missing={marked && !key.trim()}
          mono
          onChange={(text) => onChange({ ...award, key: text })}
        />
      </div>
    </li>
  )
}

function Field({
  id,
  label,
  value,
  missing = false,
  mono = false,
  onChange,
}: {
  id: string
  label: string
  value: string
  missing?: boolean
  mono?: boolean
  onChange: (text: string) => void
}) {
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-sm">
        {label}
      </label>
      <input
        id={id}
        value={value}
        autoComplete="off"
        aria-invalid={missing || undefined}
        onChange={(event) => onChange(event.target.value)}
        className={`${fieldClass} ${mono ? 'font-mono' : ''}`}
      />
    </div>
  )
}

/** A key out of a name: small letters and digits, with `_` between. */
function keyFrom(label: string): string {
  return label
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '')
}
