import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Wordmark } from '@/components/ui/logo'
import { routes } from '@/lib/routes'
import { BottomNav, type NavItem, RailNav } from './nav'

const mainId = 'main'

/** The frame of signed-in pages: a slim rail on a desk, navigation at the bottom of a phone, one column of content. */
export function Shell({
  top,
  search,
  account,
  items,
  children,
}: {
  /** Above the navigation: which guild one is in. Without, a phone shows whose page it is. */
  top?: ReactNode
  /** The way to anything by its name. */
  search?: ReactNode
  account: ReactNode
  items: NavItem[]
  children: ReactNode
}) {
  const t = useTranslations('nav')
  return (
    <div className="min-h-dvh md:grid md:grid-cols-[15rem_minmax(0,1fr)]">
      <a
        href={`#${mainId}`}
        className="sr-only z-50 rounded-sm bg-accent px-4 py-2 text-accent-ink focus:not-sr-only focus:fixed focus:top-3 focus:left-3"
      >
        {t('skip')}
      </a>
      <header className="flex items-center justify-between gap-3 border-b bg-surface px-4 py-2.5 md:sticky md:top-0 md:h-dvh md:flex-col md:items-stretch md:justify-start md:border-r md:border-b-0 md:px-3 md:py-4">
        <Link href={routes.guilds()} className="hidden px-2 py-1 md:block" aria-label={t('home')}>
          <Wordmark name={t('product')} />
        </Link>
        <div className="min-w-0 flex-1 md:mt-3 md:flex-none">
          {top ?? (
            <Link href={routes.guilds()} aria-label={t('home')} className="inline-block py-2 md:hidden">
              <Wordmark name={t('product')} />
            </Link>
          )}
        </div>
        {search ? <div className="md:mt-3">{search}</div> : null}
        <RailNav label={t('label')} items={items} />
        <div className="md:mt-auto">{account}</div>
      </header>
      <main id={mainId} tabIndex={-1} className="min-w-0 px-4 pt-5 pb-28 outline-none md:px-8 md:pt-8 md:pb-12">
        <div className="mx-auto max-w-[70rem]">{children}</div>
      </main>
      {items.some(({ railOnly }) => !railOnly) ? <BottomNav label={t('label')} items={items} /> : null}
    </div>
  )
}

/** The top line of a page: title, its purpose in one sentence, and what can be done here. */
export function PageHeader({ title, purpose, children }: { title: string; purpose: string; children?: ReactNode }) {
  return (
    <div className="mb-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        <h1 className="font-semibold text-2xl tracking-tight">{title}</h1>
        <p className="mt-1 text-ink-soft">{purpose}</p>
      </div>
      {children}
    </div>
  )
}
