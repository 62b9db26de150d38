'use client'

import { Info, TriangleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useId } from 'react'
import { settingOf } from '@/lib/alphapy/catalogue/catalogue'
import { type Consequence, consequencesOf } from '@/lib/alphapy/catalogue/consequences'
import type { SettingDefinition } from '@/lib/alphapy/catalogue/definition'
import { useConsequenceWords } from '@/lib/i18n/consequence-words'
import { useSettingWords } from '@/lib/i18n/setting-words'
import type { CategoryView, Edit } from '../schema'

/** What follows from these edits once they are stored. Nothing when nothing does. */
export function ConsequenceList({ view, edits }: { view: CategoryView; edits: readonly Edit[] }) {
  const t = useTranslations('settings.consequences')
  const id = useId()
  const found = following(view, edits)
  if (found.length === 0) return null
  return (
    <section aria-labelledby={id} className="mt-4">
      <h3 id={id} className="font-medium">
        {t('title')}
      </h3>
      <ul className="mt-2 flex flex-col gap-2">
        {found.map((consequence) => (
          <li key={`${consequence.words} ${consequence.name}`}>
            <Consequently consequence={consequence} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The gravest thing that follows, where there is room for one; nothing when there is none to be warned of. */
export function FirstWarning({ view, edits }: { view: CategoryView; edits: readonly Edit[] }) {
  const t = useTranslations('settings.draft')
  const [first, ...others] = following(view, edits)
  if (first?.severity !== 'warn') return null
  return (
    // With large letters the bar would take the whole screen of a phone.
    <div className="mt-1 max-[18rem]:max-h-[20dvh] max-[18rem]:overflow-y-auto">
      <Consequently consequence={first} />
      {others.length > 0 ? <p className="text-ink-soft">{t('moreFollows', { count: others.length })}</p> : null}
    </div>
  )
}

function following({ category, elsewhere, stored: before }: CategoryView, edits: readonly Edit[]): Consequence[] {
  const after = { ...before, ...Object.fromEntries(edits.map(({ key, mine }) => [key, mine])) }
  return consequencesOf({ category, before, after, elsewhere })
}

function Consequently({ consequence }: { consequence: Consequence }) {
  const definition = settingOf(...split(consequence.name))
  return definition ? <InWords consequence={consequence} definition={definition} /> : null
}

function InWords({ consequence, definition }: { consequence: Consequence; definition: SettingDefinition }) {
  const t = useTranslations('settings.consequences')
  const said = useConsequenceWords(consequence, useSettingWords(definition))
  const { severity } = consequence
  const isGrave = severity === 'warn'
  const Icon = isGrave ? TriangleAlert : Info
  return (
    <div className={`flex gap-2 ${isGrave ? 'text-warn-ink' : 'text-ink-soft'}`}>
      <Icon aria-hidden size={16} className="mt-1 shrink-0" />
      <span className="wrap-anywhere min-w-0">
        <span className="sr-only">{t(severity)}</span> {said}
      </span>
    </div>
  )
}

function split(name: string): [scope: string, key: string] {
  const [scope = '', key = ''] = name.split('.')
  return [scope, key]
}
