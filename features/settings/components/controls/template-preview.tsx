'use client'
// A field draws for its own edit only: code that remembers what it drew would be longer, not quicker.
'use no memo'

import { useTranslations } from 'next-intl'

/**
 * A template with sample values in it. `quoted`: the bot takes the stored text for JSON text after a reload, and what
 * comes of that is shown as well.
 */
export function TemplatePreview({
  text,
  placeholders,
  quoted,
}: {
  text: string
  placeholders: readonly string[]
  quoted: boolean
}) {
  const t = useTranslations('settings.template')
  return (
    <dl className="flex flex-col gap-2 rounded-sm border bg-sunken p-3">
      <dt className="text-ink-soft text-sm">{t('preview')}</dt>
      <dd className="whitespace-pre-wrap wrap-anywhere">
        <Filled text={text} placeholders={placeholders} />
      </dd>
      {quoted ? (
        <>
          <dt className="text-sm text-warn-ink">{t('previewMisread')}</dt>
          <dd className="whitespace-pre-wrap wrap-anywhere">
            <Filled text={JSON.stringify(text)} placeholders={placeholders} />
          </dd>
        </>
      ) : null}
    </dl>
  )
}

function Filled({ text, placeholders }: { text: string; placeholders: readonly string[] }) {
  const t = useTranslations('settings.template.sample')
  return text.split(/(\{[^{}]*\})/).map((piece, index) => {
    const name = piece.startsWith('{') ? piece.slice(1, -1) : ''
    const known = placeholders.includes(name)
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a text have no identity but their place.
    if (!known) return <span key={index}>{piece}</span>
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: as above.
      <span key={index} className="rounded-sm bg-accent-soft px-0.5 text-accent-text">
        {t(name as 'member')}
      </span>
    )
  })
}
