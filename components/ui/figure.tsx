import type { ReactNode } from 'react'

/** Labelled figures of a panel, as a description list. */
export function Figures({ children }: { children: ReactNode }) {
  return <dl className="grid grid-cols-[repeat(auto-fill,minmax(min(9rem,100%),1fr))] gap-x-4 gap-y-3">{children}</dl>
}

/** One figure with its label. */
export function Figure({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col justify-between">
      <dt className="text-ink-faint text-sm">{label}</dt>
      <dd className="truncate font-medium text-lg tabular-nums">{children}</dd>
    </div>
  )
}
