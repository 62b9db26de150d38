'use client'

import { useTranslations } from 'next-intl'
import { buttonClass } from '@/components/ui/button'

/**
 * What stands where something could not be made. Every page carries it along, so it is small and works when nothing more
 * can be loaded. The digest is what the server's log names the error by.
 */
export function ErrorFace({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  // Shown once if ever: code that remembers what it drew would only be longer.
  'use no memo'
  const t = useTranslations()
  return (
    <div className="mx-auto flex max-w-[32rem] flex-col items-start gap-3 rounded-lg border bg-surface p-6 md:p-8">
      <h1 className="font-semibold text-xl">{t('problems.codes.unexpected.title')}</h1>
      <p className="text-ink-soft">{t('problems.codes.unexpected.body')}</p>
      <button type="button" onClick={reset} className={buttonClass()}>
        {t('common.tryAgain')}
      </button>
      {error.digest ? (
        <p className="text-ink-faint text-sm">
          {t('problems.quote')} <code className="select-all font-mono text-ink-soft text-xs">{error.digest}</code>
        </p>
      ) : null}
    </div>
  )
}
