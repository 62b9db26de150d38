'use client'

import { CircleAlert, CircleCheck, CircleHelp, Hourglass, LoaderCircle } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useState } from 'react'
import { useProblemWords } from '@/components/states/problem-words'
import { CopyableId } from '@/components/ui/copyable-id'
import type { Problem } from '@/lib/problems/problem'
import type { ChangeStatus } from '../hooks'

/** What became of a change, in words. `needsMend`: it holds options, which some bots cannot store. */
export function ChangeStatusLine<Content>({
  status,
  needsMend = false,
}: {
  status: ChangeStatus<Content>
  needsMend?: boolean
}) {
  const t = useTranslations('onboarding.status')
  const format = useFormatter()
  const time = (at: number) => format.dateTime(new Date(at), { timeStyle: 'short' })
  switch (status.kind) {
    case 'idle':
    case 'conflict':
      return null
    case 'saving':
      return <Line icon={<LoaderCircle className="animate-spin" />}>{t('saving')}</Line>
    case 'waiting':
      return (
        <Line icon={<Hourglass />}>
          <Countdown until={status.at} />
        </Line>
      )
    case 'saved':
      return (
        <Line icon={<CircleCheck className="text-good" />}>
          {t(`done.${status.change.kind}`, { time: time(status.at) })}
        </Line>
      )
    case 'accepted':
      return <Line icon={<CircleHelp />}>{t('accepted', { time: time(status.at) })}</Line>
    case 'not-applied':
      return (
        <Line icon={<CircleAlert className="text-bad" />}>
          {t('notApplied')}
          {needsMend ? <p className="mt-1">{t('optionsRefused')}</p> : null}
        </Line>
      )
    case 'in-part':
      return <Line icon={<CircleAlert className="text-warn" />}>{t('inPart')}</Line>
    case 'problem':
      return (
        <Line icon={<CircleAlert className="text-bad" />}>
          <ProblemText problem={status.problem} />
        </Line>
      )
  }
}

function Line({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <div className="flex items-start gap-2.5">
      <span aria-hidden="true" className="mt-0.5 shrink-0 [&>svg]:size-[18px]">
        {icon}
      </span>
      <div className="min-w-0">{children}</div>
    </div>
  )
}

function ProblemText({ problem }: { problem: Problem }) {
  const quote = useTranslations('problems')
  const { title, body } = useProblemWords(problem)
  return (
    <>
      <p className="font-medium">{title}</p>
      <p className="text-ink-soft">{body}</p>
      {problem.requestId ? (
        <p className="flex flex-wrap items-center gap-x-2 text-ink-faint text-sm">
          {quote('quote')} <CopyableId id={problem.requestId} />
        </p>
      ) : null}
    </>
  )
}

function Countdown({ until }: { until: number }) {
  const t = useTranslations('onboarding.status')
  const [leftS, setLeftS] = useState(() => secondsLeft(until))
  useEffect(() => {
    const timer = setInterval(() => setLeftS(secondsLeft(until)), 500)
    return () => clearInterval(timer)
  }, [until])
  // Seen every second, announced every fifteen.
  return (
    <>
      <span aria-hidden="true">{t('waiting', { seconds: leftS })}</span>
      <span className="sr-only">{t('waiting', { seconds: Math.ceil(leftS / 15) * 15 })}</span>
    </>
  )
}

function secondsLeft(until: number): number {
  return Math.max(0, Math.ceil((until - Date.now()) / 1000))
}
