import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useProblemWords } from '@/components/states/problem-words'
import { Age } from '@/components/ui/age'
import { Notice } from '@/components/ui/notice'
import type { Problem } from '@/lib/problems/problem'
import type { GuildList } from '../schema'

/** Where the list comes from, how old it is, why it could not be renewed, and the way to a newer one. */
export function ListOrigin({ list: { source, trouble, now }, signIn }: { list: GuildList; signIn: ReactNode }) {
  const t = useTranslations('guilds')
  return (
    <div className="flex flex-col gap-3">
      {trouble ? <Trouble problem={trouble.problem} at={trouble.at} now={now} /> : null}
      {source.kind === 'discord' || signIn ? (
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
          <div className="max-w-[30rem] text-ink-soft text-sm">
            {source.kind === 'discord' ? (
              <p>
                {t('fromDiscord')} <Age at={source.readAt} now={now} />
              </p>
            ) : null}
            <p>{source.kind === 'discord' ? t('readAgain') : t('fromAlphapy')}</p>
          </div>
          {signIn}
        </div>
      ) : null}
    </div>
  )
}

function Trouble({ problem, at, now }: { problem: Problem; at: number; now: number }) {
  const { title, body } = useProblemWords(problem)
  return (
    <Notice tone="warn">
      <p className="font-medium">
        {title} · <Age at={at} now={now} />
      </p>
      <p>{body}</p>
    </Notice>
  )
}
