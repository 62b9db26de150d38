import { useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import type { QuestionContent } from '../schema'

/** What kind of question it is, in a line. */
export function QuestionMarks({ content }: { content: QuestionContent }) {
  const t = useTranslations('onboarding.marks')
  const { type, required, options } = content
  const isChoice = type === 'select' || type === 'multiselect'
  const followups = type === 'select' ? options.filter(({ followup }) => followup).length : 0
  return (
    <div className="flex flex-wrap gap-1.5">
      <Badge tone="neutral">{t(`types.${type}`)}</Badge>
      <Badge tone="neutral">{isChoice || required ? t('required') : t('optional')}</Badge>
      {isChoice && options.length > 0 ? <Badge tone="neutral">{t('options', { count: options.length })}</Badge> : null}
      {isChoice && options.length === 0 ? <Badge tone="warn">{t('noOptions')}</Badge> : null}
      {followups > 0 ? <Badge tone="neutral">{t('followups', { count: followups })}</Badge> : null}
    </div>
  )
}
