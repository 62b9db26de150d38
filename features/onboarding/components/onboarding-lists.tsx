'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { ProblemPanel } from '@/components/states/problem-panel'
import { Freshness } from '@/components/states/stale'
import { TryAgain } from '@/components/states/try-again'
import { Notice } from '@/components/ui/notice'
import { endsAccess } from '@/lib/problems/problem'
import { routes } from '@/lib/routes'
import { useOnboarding } from '../hooks'
import type { OnboardingView } from '../schema'
import { questionKit, ruleKit } from './kits'
import { ListSection } from './list-section'

/** What newcomers go through, in the order they meet it: rules, then questions. */
export function OnboardingLists({ initial, personId }: { initial: OnboardingView; personId: string }) {
  const t = useTranslations('onboarding')
  const effects = useTranslations('settings.effects')
  const { view, problem, readAgain, isReading } = useOnboarding(initial)
  if (problem && endsAccess(problem)) {
    return (
      <ProblemPanel problem={problem}>
        <TryAgain />
      </ProblemPanel>
    )
  }
  const { guildId, flow, rules, questions } = view
  const readTimes = [rules, questions].flatMap((listing) => (listing.ok ? [listing.data.readAt] : []))
  const reading = { personId, guildId, isReading, onReadAgain: readAgain }
  const isEmpty = (listing: typeof rules | typeof questions) => listing.ok && listing.data.items.length === 0
  const { asked } = flow
  const isSure = flow.isOn && flow.limits.length === 0 && (asked.rules || asked.questions)
  return (
    <div className="flex max-w-[45rem] flex-col gap-8">
      <Notice tone={isSure ? 'info' : 'warn'}>
        <p>
          {t(`flow.${flow.isOn ? flow.mode : 'disabled'}`)}{' '}
          <Link href={routes.settingsCategory(guildId, 'onboarding')} className="font-medium underline">
            {t('flow.change')}
          </Link>
        </p>
        {flow.limits.map((limit) => (
          <p key={limit}>{effects(limit)}</p>
        ))}
      </Notice>
      <ListSection
        {...reading}
        kit={ruleKit}
        listing={rules}
        notice={asked.rules && isEmpty(rules) ? <Notice tone="bad">{t('warnings.noRules')}</Notice> : null}
      />
      <ListSection
        {...reading}
        kit={questionKit}
        listing={questions}
        notice={asked.questions && isEmpty(questions) ? <Notice tone="warn">{t('warnings.builtIn')}</Notice> : null}
      />
      <div className="flex flex-col gap-3">
        <Notice tone="info">{t('cacheNote')}</Notice>
        {readTimes.length > 0 ? (
          <Freshness readAt={Math.min(...readTimes)} now={view.now} staleBecause={problem} />
        ) : null}
      </div>
    </div>
  )
}
