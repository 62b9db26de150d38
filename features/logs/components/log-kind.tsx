import {
  CircleHelp,
  type LucideIcon,
  PlugZap,
  Power,
  RefreshCw,
  Settings2,
  ShieldAlert,
  SquareTerminal,
  Unplug,
  UserX,
} from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { LogKind } from '../schema'

const faces: Record<LogKind, { Icon: LucideIcon; className: string }> = {
  settings: { Icon: Settings2, className: 'text-accent-text' },
  automod: { Icon: ShieldAlert, className: 'text-warn-ink' },
  onboarding: { Icon: UserX, className: 'text-bad-ink' },
  command: { Icon: SquareTerminal, className: 'text-bad-ink' },
  sync: { Icon: RefreshCw, className: 'text-ink-soft' },
  ready: { Icon: Power, className: 'text-good-ink' },
  disconnect: { Icon: Unplug, className: 'text-warn-ink' },
  reconnect: { Icon: PlugZap, className: 'text-good-ink' },
  other: { Icon: CircleHelp, className: 'text-ink-soft' },
}

/** What an event is, with icon and word. */
export function LogKindMark({ kind }: { kind: LogKind }) {
  const t = useTranslations('logs.kinds')
  const { Icon, className } = faces[kind]
  return (
    <span className={`inline-flex min-w-0 items-center gap-2 font-medium max-[18rem]:col-span-3 ${className}`}>
      <Icon aria-hidden size={15} className="shrink-0" />
      <span className="min-w-0">{t(kind)}</span>
    </span>
  )
}
