'use client'

import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useLayoutEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { awardsText } from '@/lib/alphapy/catalogue/decode'
import type { ListSetting } from '@/lib/alphapy/catalogue/definition'
import { type Award, awardFilters } from '@/lib/alphapy/catalogue/lists'
import { AwardRow } from './award-row'
import type { ControlProps } from './control-props'

/** The weekly awards as a list to add to, take from and put in order. What is half filled in stays, and is refused with words. */
export function AwardEditor({
  id,
  labelId,
  definition,
  onChange,
  describedBy,
  invalid,
  awards,
}: ControlProps<ListSetting> & { awards: readonly Award[] }) {
  const t = useTranslations('settings.awards')
  const [said, setSaid] = useState('')
  const focusWanted = useRef<string | undefined>(awards.length === 0 ? `${id}-add` : `${id}-0-label`)
  // Opened, added to or put in another order: the person goes on there, with the next key already.
  useLayoutEffect(() => {
    if (!focusWanted.current) return
    document.getElementById(focusWanted.current)?.focus()
    focusWanted.current = undefined
  })

  function hold(next: readonly Award[], focus?: string) {
    focusWanted.current = focus
    onChange(awardsText([...next]) || null)
  }
  function move(from: number, to: number) {
    const next = [...awards]
    next.splice(to, 0, ...next.splice(from, 1))
    const atEnd = to === 0 || to === next.length - 1
    const way = to < from === atEnd ? 'down' : 'up'
    setSaid(t('moved', { position: to + 1, count: next.length }))
    hold(next, `${id}-${to}-${way}`)
  }
  function remove(index: number) {
    const next = awards.filter((_, at) => at !== index)
    setSaid(t('removed', { count: next.length }))
    hold(next, next.length === 0 ? `${id}-add` : `${id}-${Math.min(index, next.length - 1)}-remove`)
  }
  function add() {
    hold([...awards, { key: '', label: '', filter: awardFilters[0] ?? '' }], `${id}-${awards.length}-label`)
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: its name is the label of the setting, which stands elsewhere.
    <div
      role="group"
      aria-labelledby={labelId}
      aria-describedby={describedBy}
      className="flex w-full min-w-0 flex-col gap-3"
    >
      {awards.length > 0 ? (
        <ol className="flex flex-col gap-3">
          {awards.map((award, index) => (
            <AwardRow
              // biome-ignore lint/suspicious/noArrayIndexKey: awards have no identity but their place.
              key={index}
              id={`${id}-${index}`}
              number={index + 1}
              award={award}
              marked={invalid}
              onChange={(next) => hold(awards.map((one, at) => (at === index ? next : one)))}
            >
              <IconButton
                id={`${id}-${index}-up`}
                label={t('up', { number: index + 1 })}
                Icon={ArrowUp}
                disabled={index === 0}
                onClick={() => move(index, index - 1)}
              />
              <IconButton
                id={`${id}-${index}-down`}
                label={t('down', { number: index + 1 })}
                Icon={ArrowDown}
                disabled={index === awards.length - 1}
                onClick={() => move(index, index + 1)}
              />
              <IconButton
                id={`${id}-${index}-remove`}
                label={t('remove', { number: index + 1 })}
                Icon={Trash2}
                onClick={() => remove(index)}
              />
            </AwardRow>
          ))}
        </ol>
      ) : (
        <p className="text-ink-soft">{t('none')}</p>
      )}
      <div>
        <Button id={`${id}-add`} look="secondary" disabled={awards.length >= definition.maxItems} onClick={add}>
          <Plus aria-hidden size={15} />
          {t('add')}
        </Button>
      </div>
      <p role="status" className="sr-only">
        {said}
      </p>
    </div>
  )
}
