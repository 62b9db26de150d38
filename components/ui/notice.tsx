import { CircleAlert, CircleCheck, CircleX, Info } from 'lucide-react'
import type { ReactNode } from 'react'

const tones = {
  good: { className: 'bg-good-soft text-good-ink', Icon: CircleCheck },
  warn: { className: 'bg-warn-soft text-warn-ink', Icon: CircleAlert },
  bad: { className: 'bg-bad-soft text-bad-ink', Icon: CircleX },
  // Good to know, and nothing to act on: it does not raise its voice.
  info: { className: 'border bg-surface text-ink-soft [&>svg]:text-info-ink', Icon: Info },
} as const

/** A sentence or two that matter here and now. */
export function Notice({ tone, children }: { tone: keyof typeof tones; children: ReactNode }) {
  const { className, Icon } = tones[tone]
  return (
    <div className={`flex gap-2.5 rounded-sm px-3 py-2.5 ${className}`}>
      <Icon aria-hidden size={17} className="mt-0.5 shrink-0" />
      <div className="min-w-0">{children}</div>
    </div>
  )
}
