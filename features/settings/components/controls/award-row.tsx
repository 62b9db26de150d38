'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { SelectField } from '@/components/forms/select-field'
import { TextField } from '@/components/forms/text-field'
import { type Award, awardFilters } from '@/lib/alphapy/catalogue/lists'

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
        <TextField
          id={`${id}-label`}
          label={t('label')}
          value={label}
          autoComplete="off"
          aria-invalid={(marked && !label.trim()) || undefined}
          onChange={(event) => nameIt(event.target.value)}
        />
        <SelectField
          label={t('filter')}
          value={filter}
          onChange={(event) => onChange({ ...award, filter: event.target.value })}
        >
          {filters.map((one) => (
            <option key={one} value={one}>
              {awardFilters.includes(one) ? t(`filters.${one as FilterKey}`) : one}
            </option>
          ))}
        </SelectField>
        <TextField
          label={t('subtitle')}
          value={subtitle}
          autoComplete="off"
          onChange={({ target: { value } }) => {
            const { subtitle: _before, ...rest } = award
            onChange(value === '' ? rest : { ...rest, subtitle: value })
          }}
        />
        <TextField
          label={t('key')}
          value={key}
          autoComplete="off"
          aria-invalid={(marked && !key.trim()) || undefined}
          onChange={(event) => onChange({ ...award, key: event.target.value })}
        />
      </div>
    </li>
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
