'use client'
// A field draws for its own edit only: code that remembers what it drew would be longer, not quicker.
'use no memo'

import { Pencil } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { useLoaded } from '@/components/ui/use-loaded'
import type { ListSetting } from '@/lib/alphapy/catalogue/definition'
import { readAwards } from '@/lib/alphapy/catalogue/lists'
import type { ControlProps } from './control-props'
import { ListControl } from './list-control'

const fetchEditor = () => import('./award-editor').then(({ AwardEditor }) => AwardEditor)

/** The weekly awards at a glance; the editor of their list is fetched when it is wanted. */
export function AwardControl(props: ControlProps<ListSetting>) {
  const t = useTranslations('settings.awards')
  const [editor, wantEditor] = useLoaded(fetchEditor)
  const [open, setOpen] = useState(false)
  const awards = props.override === null ? [] : readAwards(String(props.override))
  // What is no list of awards is shown as it stands, to be mended by hand.
  if (!awards) return <ListControl {...props} />
  if (open && editor.kind === 'here') return <editor.code {...props} awards={awards} />
  return (
    <div className="flex w-full min-w-0 flex-col items-start gap-2">
      {awards.length > 0 ? (
        <ol className="flex list-inside list-decimal flex-col gap-0.5">
          {awards.map(({ label, key }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: awards have no identity but their place.
            <li key={index} className="wrap-anywhere">
              {label || key || '–'}
            </li>
          ))}
        </ol>
      ) : (
        <p className="text-ink-soft">{t('none')}</p>
      )}
      <Button
        id={props.id}
        look="secondary"
        aria-describedby={props.describedBy}
        aria-labelledby={`${props.labelId} ${props.id}`}
        aria-busy={open && editor.kind === 'loading'}
        onPointerEnter={wantEditor}
        onClick={() => {
          setOpen(true)
          wantEditor()
        }}
      >
        <Pencil aria-hidden size={15} />
        {t('edit')}
      </Button>
      {open && editor.kind === 'failed' ? (
        <p role="alert" className="text-bad-ink">
          {t('notLoaded')}
        </p>
      ) : null}
    </div>
  )
}
