import { Folder, Hash, Megaphone } from 'lucide-react'
import type { ChannelName, RoleName } from '@/lib/i18n/guild-names'

const icons = { text: Hash, announcement: Megaphone, category: Folder }

/** The mark of a channel, by its kind. */
export function ChannelMark({ kind }: { kind: ChannelName['kind'] }) {
  const Icon = icons[kind]
  return <Icon aria-hidden size={15} className="shrink-0 text-ink-faint" />
}

/** The colour of a role; one without a colour has an empty ring. */
export function RoleMark({ colour }: { colour: RoleName['colour'] }) {
  return (
    <span
      aria-hidden="true"
      className="size-3 shrink-0 rounded-full border border-line-strong"
      style={colour === null ? undefined : { background: colour, borderColor: colour }}
    />
  )
}
