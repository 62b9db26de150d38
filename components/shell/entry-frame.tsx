import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Wordmark } from '@/components/ui/logo'

/** The calm card of every page on the way in. */
export function EntryFrame({
  heading,
  purpose,
  children,
}: {
  heading: string
  /** Left out where something else says it all. */
  purpose: ReactNode | undefined
  children: ReactNode
}) {
  const t = useTranslations('nav')
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center px-4 py-10">
      <div className="w-full max-w-[24rem]">
        <div className="mb-7 flex justify-center">
          <Wordmark name={t('product')} />
        </div>
        <div className="rounded-lg border bg-surface p-6 md:p-8">
          <h1 className="font-semibold text-xl">{heading}</h1>
          {purpose ? <p className="wrap-anywhere mt-1 text-pretty text-ink-soft">{purpose}</p> : null}
          <div className="mt-6">{children}</div>
        </div>
      </div>
    </main>
  )
}
