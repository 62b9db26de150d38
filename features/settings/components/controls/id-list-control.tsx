'use client'
// A field draws for its own edit only: code that remembers what it drew would be longer, not quicker.
'use no memo'

import { Hash, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ListSetting } from '@/lib/alphapy/catalogue/definition'
import { readIds } from '@/lib/alphapy/catalogue/lists'
import { channelOf } from '@/lib/i18n/guild-names'
import { useGuildNames } from '@/lib/i18n/guild-names-context'
import { useSettingWords } from '@/lib/i18n/setting-words'
import type { ControlProps } from './control-props'
import { ListControl } from './list-control'
import { PickerPopover } from './picker-popover'
import { canChoose } from './reference-choices'
import { ChannelMark } from './reference-name'

/** Several channels: chosen by name where names are known, given by id where they are not. */
export function IdListControl(props: ControlProps<ListSetting>) {
  const { id, labelId, definition, override, onChange, describedBy, invalid } = props
  const t = useTranslations('names')
  const { names } = useGuildNames()
  const { label } = useSettingWords(definition)
  const ids = override === null ? [] : readIds(String(override))
  // What is no list of ids is shown as it stands, to be mended by hand.
  if (!ids || (names.kind !== 'pending' && !canChoose(names, definition))) return <ListControl {...props} />
  const hold = (next: readonly string[]) => onChange(next.length > 0 ? next.join(',') : null)
  const without = (gone: string) => ids.filter((one) => one !== gone)
  return (
    <div className="flex w-full min-w-0 flex-col gap-2">
      {ids.length > 0 ? (
        <ul aria-label={t('chosenFor', { name: label })} className="flex flex-wrap gap-1.5">
          {ids.map((one) => {
            const channel = channelOf(names, one)
            const name = channel?.name ?? one
            return (
              <li
                key={one}
                className={`flex max-w-full items-center gap-1.5 rounded-sm border bg-sunken pl-2 ${channel || names.kind === 'pending' ? '' : 'border-warn'}`}
              >
                {channel ? (
                  <ChannelMark kind={channel.kind} />
                ) : (
                  <Hash aria-hidden size={15} className="shrink-0 text-ink-faint" />
                )}
                <span className={`min-w-0 truncate ${channel ? '' : 'font-mono text-sm'}`} title={name}>
                  {name}
                </span>
                {channel || names.kind === 'pending' ? null : (
                  <span className="shrink-0 text-sm text-warn-ink">{t('notListed')}</span>
                )}
                <button
                  type="button"
                  aria-label={t('takeOut', { name })}
                  title={t('takeOut', { name })}
                  onClick={({ currentTarget }) => {
                    // It goes with its channel: the focus moves to the next one, or to where others are chosen.
                    const row = currentTarget.closest('li')
                    const next = row?.nextElementSibling ?? row?.previousElementSibling
                    const goal = next?.querySelector('button') ?? document.getElementById(id)
                    goal?.focus()
                    hold(without(one))
                  }}
                  className="inline-flex size-9 items-center justify-center rounded-sm text-ink-faint hover:text-ink md:size-7"
                >
                  <X aria-hidden size={14} />
                </button>
              </li>
            )
          })}
        </ul>
      ) : null}
      <PickerPopover
        id={id}
        labelledBy={`${labelId} ${id}-shown`}
        describedBy={describedBy}
        invalid={invalid}
        label={label}
        definition={definition}
        chosen={ids}
        onChoose={(one) => one !== null && hold(ids.includes(one) ? without(one) : [...ids, one])}
      >
        <span id={`${id}-shown`} className="text-ink-soft">
          {ids.length === 0 ? t('chooseChannels') : t('channelCount', { count: ids.length })}
        </span>
      </PickerPopover>
    </div>
  )
}
