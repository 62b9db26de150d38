'use client'

import { CircleAlert, CircleCheck, CircleHelp, Hourglass, LoaderCircle, Pencil } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Countdown } from '@/components/states/countdown'
import { useProblemWords } from '@/components/states/problem-words'
import { Button } from '@/components/ui/button'
import { CopyableId } from '@/components/ui/copyable-id'
import type { Category } from '@/lib/alphapy/catalogue/catalogue'
import { settingsOf } from '@/lib/alphapy/catalogue/catalogue'
import { useSettingWords } from '@/lib/i18n/setting-words'
import type { Problem } from '@/lib/problems/problem'
import type { CategoryForm } from '../hooks'

/** What is unsaved, and what became of the last save. Floats above the content, and above the phone's navigation. */
export function SaveBar({ form }: { form: CategoryForm }) {
  const t = useTranslations('settings')
  const count = Object.keys(form.edits).length
  const refusedCount = Object.keys(form.refused).length
  const visible = count > 0 || form.status.kind !== 'idle'
  return (
    <div className="pointer-events-none sticky bottom-20 z-20 md:bottom-5">
      {/* One polite region, always there: what is said of a save is announced without moving the focus. */}
      <div
        role="status"
        className={
          visible
            ? 'arrive pointer-events-auto flex flex-col gap-3 rounded-md border bg-raised px-4 py-3 shadow-float sm:flex-row sm:items-center'
            : ''
        }
      >
        {visible ? (
          <div className="min-w-0 flex-1">
            <StatusText form={form} count={count} refusedCount={refusedCount} />
          </div>
        ) : null}
        {visible && form.status.kind === 'waiting' ? (
          <Button look="secondary" onClick={form.cancelWait}>
            {t('cancelWait')}
          </Button>
        ) : null}
        {count > 0 && form.status.kind !== 'waiting' ? (
          <div className="flex gap-2">
            <Button look="quiet" onClick={form.discard} disabled={form.isBusy} className="flex-1">
              {t('discard')}
            </Button>
            <Button type="submit" disabled={form.isBusy || refusedCount > 0} className="flex-1">
              {form.isBusy ? t('saving') : t('save')}
            </Button>
          </div>
        ) : null}
      </div>
    </div>
  )
}

function StatusText({ form, count, refusedCount }: { form: CategoryForm; count: number; refusedCount: number }) {
  const t = useTranslations('settings')
  const format = useFormatter()
  const { status, view } = form
  const time = (at: number) => format.dateTime(new Date(at), { timeStyle: 'short' })
  switch (status.kind) {
    case 'idle':
    case 'conflict':
      if (refusedCount > 0) return <Line icon={<CircleAlert />}>{t('mendFirst', { count: refusedCount })}</Line>
      return <Line icon={<Pencil />}>{t('changes', { count })}</Line>
    case 'saving':
      return <Line icon={<LoaderCircle className="animate-spin" />}>{t('savingWithCheck')}</Line>
    case 'waiting':
      return (
        <Line icon={<Hourglass />}>
          <Countdown until={status.at} say={(seconds) => t('waiting', { seconds })} />
        </Line>
      )
    case 'saved':
      return (
        <Line icon={<CircleCheck className="text-good" />}>
          {t('savedAt', { time: time(status.at) })}
          <CameAlong category={view.category} keys={status.cameAlong} />
        </Line>
      )
    case 'accepted':
      return <Line icon={<CircleHelp />}>{t('acceptedAt', { time: time(status.at) })}</Line>
    case 'not-applied':
      return <Line icon={<CircleAlert className="text-bad" />}>{t('notApplied')}</Line>
    case 'in-part':
      return (
        <Line icon={<CircleAlert className="text-warn" />}>
          {t('inPart')} <Names category={view.category} keys={status.missing} />
        </Line>
      )
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
  const t = useTranslations('settings')
  const quote = useTranslations('problems')
  const { title, body } = useProblemWords(problem)
  return (
    <>
      <p className="font-medium">{title}</p>
      <p className="text-ink-soft">
        {body} {t('keptHere')}
      </p>
      {problem.requestId ? (
        <p className="flex flex-wrap items-center gap-x-2 text-ink-faint text-sm">
          {quote('quote')} <CopyableId id={problem.requestId} />
        </p>
      ) : null}
    </>
  )
}

function CameAlong({ category, keys }: { category: Category; keys: string[] }) {
  const t = useTranslations('settings')
  if (keys.length === 0) return null
  return (
    <p className="text-ink-soft">
      {t('cameAlong')} <Names category={category} keys={keys} />
    </p>
  )
}

function Names({ category, keys }: { category: Category; keys: string[] }) {
  const definitions = settingsOf(category).filter(({ key }) => keys.includes(key))
  return (
    <span className="font-medium">
      {definitions.map((definition, index) => (
        <span key={definition.key}>
          {index > 0 ? ', ' : ''}
          <Name definition={definition} />
        </span>
      ))}
    </span>
  )
}

function Name({ definition }: { definition: ReturnType<typeof settingsOf>[number] }) {
  return useSettingWords(definition).label
}
