import { useTranslations } from 'next-intl'
import { PlainProblem } from '@/components/states/plain-problem'
import { buttonClass } from '@/components/ui/button'
import { Wordmark } from '@/components/ui/logo'
import { problem } from '@/lib/problems/problem'
import { routes } from '@/lib/routes'

export default function NotFound() {
  const t = useTranslations('problems')
  const nav = useTranslations('nav')
  return (
    <main className="px-4 py-12 md:py-16">
      <div className="mx-auto mb-7 flex max-w-[32rem] justify-center">
        <Wordmark name={nav('product')} />
      </div>
      <PlainProblem problem={problem('not-found')}>
        {/* A plain link: this face is part of every page, and would bring the router's own link along. */}
        <a href={routes.guilds()} className={buttonClass()}>
          {t('allGuilds')}
        </a>
      </PlainProblem>
    </main>
  )
}
