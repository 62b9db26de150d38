'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useId, useRef, useTransition } from 'react'
import { buttonClass } from '@/components/ui/button'
import { fieldLook } from '@/components/ui/field'

/** A form of filters. Choosing goes there at once; without scripts there is a button. */
export function FilterForm({ action, label, children }: { action: Route; label: string; children: ReactNode }) {
  const t = useTranslations('history.filters')
  const router = useRouter()
  const [isPending, startTransition] = useTransition()

  function go(form: HTMLFormElement, changed: EventTarget) {
    const fields = new FormData(form)
    // A setting belongs to its category.
    if (changed instanceof HTMLSelectElement && changed.name === 'scope') fields.delete('key')
    const given = [...fields].flatMap(([name, value]) => (value && typeof value === 'string' ? [[name, value]] : []))
    startTransition(() => router.replace(`${action}?${new URLSearchParams(given)}` as Route, { scroll: false }))
  }

  return (
    <search aria-label={label}>
      <form
        action={action}
        aria-busy={isPending}
        onChange={(event) => go(event.currentTarget, event.target)}
        className="flex flex-wrap items-end gap-3"
      >
        {children}
        <noscript>
          <button type="submit" className={buttonClass('secondary')}>
            {t('show')}
          </button>
        </noscript>
      </form>
    </search>
  )
}

/** One labelled choice; it takes over what the address says when that changes. */
export function FilterSelect({
  name,
  label,
  value,
  children,
}: {
  name: string
  label: string
  value: string
  children: ReactNode
}) {
  const id = useId()
  const field = useRef<HTMLSelectElement>(null)
  const taken = useRef(value)
  // Not drawn anew, which would drop the focus; and not on arrival, when somebody may have chosen before the script was here.
  useEffect(() => {
    if (!field.current || taken.current === value) return
    taken.current = value
    field.current.value = value
  }, [value])
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="mb-1 block text-ink-soft text-sm">
        {label}
      </label>
      <select ref={field} id={id} name={name} defaultValue={value} className={`${fieldLook} w-full max-w-full pr-8.5`}>
        {children}
      </select>
    </div>
  )
}
