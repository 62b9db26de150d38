'use client'
// Drawn in no time: code that remembers what it drew would be longer, not quicker.
'use no memo'

import { RotateCcw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { settingsOf } from '@/lib/alphapy/catalogue/catalogue'
import type { CategoryView } from '../schema'

/** Puts every setting of a category back to its default, as changes like any other: nothing is stored before a save. */
export function ResetAll({ view, onReset }: { view: CategoryView; onReset: (key: string) => void }) {
  const t = useTranslations('settings')
  const overridden = settingsOf(view.category).filter(({ key, readOnly }) => !readOnly && key in view.stored)
  if (overridden.length < 2) return null
  const resetAll = () => {
    for (const { key } of overridden) onReset(key)
  }
  return (
    <Button look="quiet" className="-mx-4 -outline-offset-2 md:-mx-3.5" onClick={resetAll}>
      <RotateCcw aria-hidden size={15} />
      {t('resetAll', { count: overridden.length })}
    </Button>
  )
}
