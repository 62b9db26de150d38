'use client'
// A field draws for its own edit only: code that remembers what it drew would be longer, not quicker.
'use no memo'

import { ChevronDown } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useEffectEvent, useId, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { fieldLook } from '@/components/ui/field'
import { useLoaded } from '@/components/ui/use-loaded'
import type { IdSetting } from './reference-choices'

const fetchPanel = () => import('./picker-panel').then(({ PickerPanel }) => PickerPanel)

/** A button that opens the list of channels or roles. The list is fetched when it is first about to be opened. */
export function PickerPopover({
  id,
  labelledBy,
  describedBy,
  invalid,
  label,
  definition,
  chosen,
  onChoose,
  children,
}: {
  id: string
  labelledBy: string
  describedBy: string
  invalid: boolean
  label: string
  definition: IdSetting
  chosen: readonly string[]
  onChoose: (id: string | null) => void
  /** What stands in the button. */
  children: ReactNode
}) {
  const t = useTranslations('names')
  const [panel, wantPanel] = useLoaded(fetchPanel)
  const [open, setOpen] = useState(false)
  const panelId = useId()
  const surface = useRef<HTMLDivElement>(null)
  const isList = definition.type === 'id-list'
  // The platform opens it also before this script is there to be told.
  const takeUp = useEffectEvent(() => {
    if (!surface.current?.matches(':popover-open')) return
    wantPanel()
    setOpen(true)
  })
  useEffect(() => takeUp(), [])
  return (
    <>
      <button
        id={id}
        type="button"
        popoverTarget={panelId}
        aria-haspopup="dialog"
        aria-labelledby={labelledBy}
        aria-describedby={describedBy}
        data-invalid={invalid || undefined}
        onPointerEnter={wantPanel}
        onFocus={wantPanel}
        className={`${fieldLook} flex w-full min-w-0 items-center gap-2 text-left data-invalid:border-bad`}
      >
        {children}
        <ChevronDown aria-hidden size={15} className="ml-auto shrink-0 text-ink-faint" />
      </button>
      <div
        id={panelId}
        ref={surface}
        popover="auto"
        role="dialog"
        aria-label={label}
        onToggle={(event) => {
          const opened = event.newState === 'open'
          if (opened) {
            wantPanel()
            // Told of once for closed and opened again, it draws nothing anew that would take the focus.
            surface.current?.querySelector('input')?.focus()
          }
          setOpen(opened)
        }}
        className="anchored z-40 w-[min(22rem,calc(100vw-2rem))] flex-col rounded-md open:flex border bg-raised p-2 shadow-float"
      >
        {open && panel.kind === 'here' ? (
          <panel.code
            label={label}
            definition={definition}
            chosen={chosen}
            onChoose={(choice) => {
              onChoose(choice)
              if (!isList) surface.current?.hidePopover()
            }}
          />
        ) : null}
        {open && panel.kind === 'failed' ? (
          <div role="alert" className="flex flex-col items-start gap-2 p-2">
            <p>{t('listNotLoaded')}</p>
            <Button look="secondary" onClick={wantPanel}>
              {t('tryAgain')}
            </Button>
          </div>
        ) : null}
        {open && panel.kind === 'loading' ? <div className="skeleton h-11" /> : null}
      </div>
    </>
  )
}
