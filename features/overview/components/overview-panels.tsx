'use client'

import { useTranslations } from 'next-intl'
import { ProblemPanel } from '@/components/states/problem-panel'
import { TryAgain } from '@/components/states/try-again'
import { endsAccess } from '@/lib/problems/problem'
import { useOverview } from '../hooks'
import type { OverviewView } from '../schema'
import { AttentionList } from './attention-list'
import { BotPanel } from './bot-panel'
import { CountersPanel } from './counters-panel'
import { LlmPanel } from './llm-panel'
import { RemindersPanel } from './reminders-panel'
import { StatusLine } from './status-line'
import { TicketsPanel } from './tickets-panel'
import { WorkPanel } from './work-panel'

/** The overview, live: is it well, what is it doing, what waits for us. */
export function OverviewPanels({ guildId, initial }: { guildId: string; initial: OverviewView }) {
  const t = useTranslations('overview')
  const { view, problem } = useOverview(guildId, initial)
  if (problem && endsAccess(problem)) {
    return (
      <ProblemPanel problem={problem}>
        <TryAgain />
      </ProblemPanel>
    )
  }
  const shown = problem ? { ...view, staleBecause: problem } : view
  return (
    <div className="flex flex-col gap-7">
      <StatusLine view={shown} />
      <AttentionList view={shown} />
      <Group title={t('groups.well')}>
        <div className="flex flex-col gap-4">
          <BotPanel view={shown} />
          <CountersPanel counters={shown.counters} />
        </div>
        {shown.llm ? <LlmPanel llm={shown.llm} now={shown.now} /> : null}
      </Group>
      {shown.tickets || shown.reminders ? (
        <Group title={t('groups.waits')}>
          {shown.tickets ? <TicketsPanel tickets={shown.tickets} now={shown.now} /> : null}
          {shown.reminders ? <RemindersPanel reminders={shown.reminders} /> : null}
        </Group>
      ) : null}
      <Group title={t('groups.does')}>
        <WorkPanel view={shown} />
      </Group>
    </div>
  )
}

function Group({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <div>
      <h2 className="mb-3 font-semibold text-lg">{title}</h2>
      <div className="grid grid-cols-1 gap-4 lg:grid-cols-2">{children}</div>
    </div>
  )
}
