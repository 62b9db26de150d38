import { CircleAlert, CircleCheck, CircleX, Info, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

/** What a status means; each has a colour, an icon and a word, never colour alone. */
export type Tone = 'good' | 'warn' | 'bad' | 'info' | 'neutral'

const tones: Record<Tone, { className: string; Icon: LucideIcon | undefined }> = {
  good: { className: 'bg-good-soft text-good-ink', Icon: CircleCheck },
  warn: { className: 'bg-warn-soft text-warn-ink', Icon: CircleAlert },
  bad: { className: 'bg-bad-soft text-bad-ink', Icon: CircleX },
  info: { className: 'bg-info-soft text-info-ink', Icon: Info },
  neutral: { className: 'text-ink-soft inset-ring inset-ring-line', Icon: undefined },
}

/** A short status. */
export function Badge({ tone, children }: { tone: Tone; children: ReactNode }) {
  const { className, Icon } = tones[tone]
  return (
    <span className={`inline-flex items-center gap-1 rounded-full px-2 py-0.5 font-medium text-xs ${className}`}>
      {Icon ? <Icon aria-hidden size={13} strokeWidth={2.25} /> : null}
      {children}
    </span>
  )
}
