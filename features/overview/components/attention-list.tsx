import { CircleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { attentionOf } from '../model'
import type { OverviewView } from '../schema'

/** What deserves a look, or nothing at all. */
export function AttentionList({ view }: { view: OverviewView }) {
  const t = useTranslations('overview.attention')
  const list = attentionOf(view)
  if (list.length === 0) return null
  return (
    <section aria-label={t('title')} className="rounded-md bg-warn-soft px-4 py-3 text-warn-ink">
      <ul className="flex flex-col gap-1.5">
        {list.map((item) => (
          <li key={item.key} className="flex gap-2.5">
            <CircleAlert aria-hidden size={17} className="mt-0.5 shrink-0" />
            <span>{t(item.key, { count: 'count' in item ? item.count : 0 })}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
