'use client'

import { Check, Copy } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'

/** An id in full, copied with one click. */
export function CopyableId({ id }: { id: string }) {
  const t = useTranslations('common')
  const [copied, setCopied] = useState(false)
  async function copy() {
    await navigator.clipboard.writeText(id)
    setCopied(true)
  }
  const Icon = copied ? Check : Copy
  return (
    <button
      type="button"
      onClick={() => void copy().catch(() => setCopied(false))}
      onBlur={() => setCopied(false)}
      title={copied ? t('copied') : t('copyId')}
      className="inline-flex min-h-6 items-center gap-1.5 rounded-sm text-left font-mono text-ink-soft text-xs hover:text-ink"
    >
      <span className="wrap-anywhere">{id}</span>
      <Icon aria-hidden size={12} className="shrink-0" />
      <span className="sr-only" aria-live="polite">
        {copied ? t('copied') : t('copyId')}
      </span>
    </button>
  )
}
