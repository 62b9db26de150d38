'use client'
// A field draws for its own edit only: code that remembers what it drew would be longer, not quicker.
'use no memo'

import { TriangleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReferenceSetting } from '@/lib/alphapy/catalogue/definition'
import { channelOf, type GuildNames, roleOf } from '@/lib/i18n/guild-names'
import { useGuildNames } from '@/lib/i18n/guild-names-context'
import { useSettingWords } from '@/lib/i18n/setting-words'
import type { ControlProps } from './control-props'
import { IdControl } from './id-control'
import { PickerPopover } from './picker-popover'
import { canChoose, suits } from './reference-choices'
import { ChannelMark, RoleMark } from './reference-name'

/** A channel or role: chosen by name where names are known, given by id where they are not. */
export function ReferenceControl(props: ControlProps<ReferenceSetting>) {
  const { id, labelId, definition, override, onChange, describedBy, invalid } = props
  const t = useTranslations('names')
  const { names } = useGuildNames()
  const { label } = useSettingWords(definition)
  const shown = override === null ? undefined : String(override)
  if (names.kind !== 'pending' && !canChoose(names, definition)) return <IdControl {...props} />
  const doubt = shown && doubtOf(names, definition, shown)
  const doubtId = `${id}-doubt`
  return (
    <div className="w-full min-w-0">
      <PickerPopover
        id={id}
        labelledBy={`${labelId} ${id}-shown`}
        describedBy={doubt ? `${describedBy} ${doubtId}` : describedBy}
        invalid={invalid}
        label={label}
        definition={definition}
        chosen={shown ? [shown] : []}
        onChoose={onChange}
      >
        <span id={`${id}-shown`} className="flex min-w-0 items-center gap-2">
          <Shown definition={definition} names={names} value={shown} />
        </span>
      </PickerPopover>
      {doubt ? (
        <p id={doubtId} className="mt-1.5 flex gap-2 text-sm text-warn-ink">
          <TriangleAlert aria-hidden size={14} className="mt-0.5 shrink-0" />
          <span className="min-w-0">{t(doubt)}</span>
        </p>
      ) : null}
    </div>
  )
}

/** What should make somebody look twice at a value; never more than the list can tell. */
function doubtOf(names: GuildNames, definition: ReferenceSetting, id: string) {
  if (names.kind !== 'known') return undefined
  if (definition.type === 'role') return roleOf(names, id) ? undefined : ('roleNotListed' as const)
  const channel = channelOf(names, id)
  if (!channel) return 'channelNotListed' as const
  if (suits(channel, definition)) return undefined
  return channel.kind === 'category' ? ('isCategory' as const) : ('isNoCategory' as const)
}

function Shown({
  definition,
  names,
  value,
}: {
  definition: ReferenceSetting
  names: GuildNames
  value: string | undefined
}) {
  const settings = useTranslations('settings')
  if (value === undefined) return <span className="text-ink-faint">{settings('notSet')}</span>
  const role = definition.type === 'role' ? roleOf(names, value) : undefined
  const channel = definition.type === 'channel' ? channelOf(names, value) : undefined
  const name = role?.name ?? channel?.name
  if (name === undefined) return <span className="truncate font-mono">{value}</span>
  const category = channel?.categoryId ? channelOf(names, channel.categoryId)?.name : undefined
  return (
    <>
      {role ? <RoleMark colour={role.colour} /> : null}
      {channel ? <ChannelMark kind={channel.kind} /> : null}
      <span className="truncate" title={category ? `${name} · ${category}` : name}>
        {name}
      </span>
      {category ? (
        <span className="min-w-0 shrink-[3] truncate text-ink-faint text-sm max-[18rem]:hidden">{category}</span>
      ) : null}
    </>
  )
}
