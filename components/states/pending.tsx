import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

/** The pending face: the shape of what comes, said aloud once. */
export function Pending({ children }: { children: ReactNode }) {
  const t = useTranslations('common')
  return (
    <div role="status">
      <span className="sr-only">{t('loading')}</span>
      <div aria-hidden="true">{children}</div>
    </div>
  )
}

/** A bar where text will stand. */
export function Bar({ className }: { className: string }) {
  return <div className={`skeleton ${className}`} />
}
