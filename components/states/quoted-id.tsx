import { useTranslations } from 'next-intl'
import { CopyableId } from '@/components/ui/copyable-id'
import type { Problem } from '@/lib/problems/problem'

/** What a person quotes when asking for help with a problem, where there is something. */
export function QuotedId({ problem: { requestId } }: { problem: Problem }) {
  // Drawn seldom: code that remembers what it drew would only be longer.
  'use no memo'
  const t = useTranslations('problems')
  if (!requestId) return null
  return (
    <p className="mt-1 flex flex-wrap items-center gap-x-2 text-ink-soft text-sm">
      {t('quote')} <CopyableId id={requestId} />
    </p>
  )
}
