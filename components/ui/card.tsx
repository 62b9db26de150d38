import type { ReactNode } from 'react'

/** A calm surface with a heading. `aside` stands at the right of the heading. */
export function Card({
  title,
  aside,
  children,
  className = '',
}: {
  title: string
  aside?: ReactNode
  children: ReactNode
  className?: string
}) {
  return (
    <section
      aria-label={title}
      className={`flex min-w-0 flex-col rounded-md border bg-surface p-4 md:p-5 ${className}`}
    >
      <div className="mb-3 flex min-h-6 flex-wrap items-center justify-between gap-x-3 gap-y-1">
        <h3 className="font-semibold">{title}</h3>
        {aside ? <div className="text-ink-faint text-sm">{aside}</div> : null}
      </div>
      {children}
    </section>
  )
}
