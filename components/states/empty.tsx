import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

/** The empty face: why there is nothing, and the first step. */
export function Empty({
  Icon,
  title,
  body,
  children,
}: {
  Icon: LucideIcon
  title: string
  body: string
  children?: ReactNode
}) {
  return (
    <div className="flex flex-col items-start gap-2 rounded-lg border border-line-strong/60 border-dashed p-6 md:p-8">
      <Icon aria-hidden size={22} className="text-ink-faint" />
      <p className="font-semibold text-lg">{title}</p>
      <p className="max-w-[36rem] text-ink-soft">{body}</p>
      {children}
    </div>
  )
}
