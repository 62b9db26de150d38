import { useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import type { RuleContent } from '../schema'

/** What a rule says, and whether it has pictures. */
export function RuleMarks({ content }: { content: RuleContent }) {
  const t = useTranslations('onboarding.marks')
  const { description, thumbnailUrl, imageUrl } = content
  return (
    <>
      <p className="line-clamp-2 break-words text-ink-soft">{description}</p>
      {thumbnailUrl || imageUrl ? (
        <div className="mt-1.5 flex flex-wrap gap-1.5">
          {thumbnailUrl ? <Badge tone="neutral">{t('thumbnail')}</Badge> : null}
          {imageUrl ? <Badge tone="neutral">{t('image')}</Badge> : null}
        </div>
      ) : null}
    </>
  )
}
