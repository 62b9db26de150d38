'use client'

import { ArrowDown, ArrowUp, EyeOff, Pencil, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import { IconButton } from '@/components/ui/icon-button'
import type { Item } from '../schema'
import type { Kit } from './kits'

/** What can be done with an item of a list. */
export type ItemDeed = 'up' | 'down' | 'edit' | 'disable' | 'delete'

/** The id of the button that moves an item, to keep the focus on it. */
export function moveButtonId(list: string, id: number, deed: 'up' | 'down'): string {
  return `${list}-${id}-${deed}`
}

/** One item in its place. */
export function ItemRow<Content>({
  kit,
  item,
  place,
  count,
  hasDraft,
  isBusy,
  onDeed,
}: {
  kit: Kit<Content>
  item: Item<Content>
  place: number
  count: number
  /** It was edited and not saved. */
  hasDraft: boolean
  isBusy: boolean
  onDeed: (deed: ItemDeed) => void
}) {
  const t = useTranslations('onboarding')
  const name = kit.nameOf(item.content)
  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-1 px-4 py-3">
      <span className="min-w-5 shrink-0 text-ink-faint tabular-nums">{place}</span>
      <div className="min-w-0 flex-1 basis-[13rem]">
        <p className="mb-1.5 line-clamp-3 break-words font-medium" title={name}>
          {name}
        </p>
        <kit.Marks content={item.content} />
        {hasDraft ? (
          <p className="mt-1.5">
            <Badge tone="warn">{t('unsaved')}</Badge>
          </p>
        ) : null}
      </div>
      <div className="-mr-2 ml-auto flex shrink-0 items-center">
        <IconButton
          id={moveButtonId(kit.list, item.id, 'up')}
          label={t('moveUp', { name })}
          Icon={ArrowUp}
          disabled={isBusy || place === 1}
          onClick={() => onDeed('up')}
        />
        <IconButton
          id={moveButtonId(kit.list, item.id, 'down')}
          label={t('moveDown', { name })}
          Icon={ArrowDown}
          disabled={isBusy || place === count}
          onClick={() => onDeed('down')}
        />
        <IconButton label={t('editNamed', { name })} Icon={Pencil} onClick={() => onDeed('edit')} />
        <IconButton label={t('disableNamed', { name })} Icon={EyeOff} onClick={() => onDeed('disable')} />
        <IconButton label={t('deleteNamed', { name })} Icon={Trash2} onClick={() => onDeed('delete')} />
      </div>
    </li>
  )
}
