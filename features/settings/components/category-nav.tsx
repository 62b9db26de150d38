import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { UnsavedMark } from '@/components/shell/unsaved-mark'
import { RevealParent } from '@/components/ui/reveal-parent'
import { type Category, categories } from '@/lib/alphapy/catalogue/catalogue'
import { routes } from '@/lib/routes'
import { OverriddenMark } from './overridden-mark'

/** The categories, with what is unsaved in each, and how many settings of the current one differ from the defaults. */
export function CategoryNav({
  guildId,
  current,
  overridden,
  personId,
}: {
  guildId: string
  current: Category
  overridden: number
  personId: string
}) {
  const t = useTranslations('settings')
  return (
    <nav aria-label={t('categoriesLabel')} className="mb-5 lg:sticky lg:top-8 lg:mb-0 lg:self-start">
      <ul className="relative -mx-4 flex gap-1 overflow-x-auto scroll-px-4 px-4 py-1 md:-mx-8 md:px-8 lg:mx-0 lg:flex-col lg:gap-0.5 lg:overflow-visible lg:p-0">
        {categories.map((category) => (
          <li key={category}>
            <Link
              href={routes.settingsCategory(guildId, category)}
              aria-current={category === current ? 'page' : undefined}
              className="flex min-h-11 items-center justify-between gap-3 whitespace-nowrap rounded-sm px-3 font-medium text-ink-soft hover:bg-hover hover:text-ink aria-[current=page]:bg-accent-soft aria-[current=page]:text-accent-text md:min-h-9"
            >
              {category === current ? <RevealParent /> : null}
              <span className="flex-1">{t(`categories.${category}.name`)}</span>
              <UnsavedMark path={[personId, guildId, 'settings', category]} brief />
              {category === current ? (
                <OverriddenMark guildId={guildId} category={category} atFirst={overridden} />
              ) : null}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
