import type { ReactNode } from 'react'

/** One concern of the account page. `aside` stands at the right of the heading. */
export function Section({
  title,
  purpose,
  aside,
  children,
}: {
  title: string
  purpose?: string
  aside?: ReactNode
  children: ReactNode
}) {
  return (
    <section aria-label={title} className="rounded-md border bg-surface p-4 md:p-5">
      <div className="mb-4">
        <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
          <h2 className="font-semibold">{title}</h2>
          {aside ? <div className="shrink-0">{aside}</div> : null}
        </div>
        {purpose ? <p className="mt-0.5 text-ink-soft text-sm">{purpose}</p> : null}
      </div>
      {children}
    </section>
  )
}
