import type { Metadata } from 'next'
import { headers } from 'next/headers'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { EntryFrame } from '@/components/shell/entry-frame'
import { ProblemNotice } from '@/components/states/problem-notice'
import { buttonClass } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { LinkForm } from '@/features/sign-in/components/proof-form'
import { rememberChoice } from '@/features/sign-in/data'
import { readLinkTarget } from '@/features/sign-in/model'
import { linkSchema, toldProblem } from '@/features/sign-in/schema'
import { getServerEnv } from '@/lib/env/server'
import { routes } from '@/lib/routes'
import { ownOrigin } from '@/lib/security/origin'
import { readCsrfToken } from '@/lib/security/own-request'
import { readSession } from '@/lib/session/read-session'
import { safeReturnTo } from '@/lib/session/return-to'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('login')
  return { title: t('title') }
}

/**
 * Where a link of a message leads. Opening it spends nothing: programs that look through mail open every link, and only the
 * button here signs in.
 */
export default async function ConfirmPage({ searchParams }: PageProps<'/auth/confirm'>) {
  const [t, session, csrf, query, requestHeaders] = await Promise.all([
    getTranslations('login'),
    readSession(),
    readCsrfToken(),
    searchParams,
    headers(),
  ])
  const text = (name: string) => (typeof query[name] === 'string' ? query[name] : undefined)
  const target = readLinkTarget(text('next'), ownOrigin(requestHeaders, getServerEnv().MIND_ORIGIN))
  const next = safeReturnTo(target.next, routes.guilds())
  const link = linkSchema.safeParse({ tokenHash: text('token_hash'), type: text('type'), remember: true })
  const problem = link.success ? undefined : toldProblem('link-expired')
  const isRecovery = link.data?.type === 'recovery'
  return (
    <EntryFrame
      heading={isRecovery ? t('newPasswordTitle') : t('heading')}
      purpose={problem ? undefined : isRecovery ? t('confirmResetPurpose') : t('confirmPurpose')}
    >
      <div className="flex flex-col gap-4">
        {problem ? <ProblemNotice problem={problem} /> : null}
        {link.success && session.kind === 'signed-in' ? (
          <Notice tone="info">{t('confirmReplaces', { who: session.actor.name ?? session.actor.userId })}</Notice>
        ) : null}
        {link.success ? (
          <LinkForm
            tokenHash={link.data.tokenHash}
            type={link.data.type}
            remember={await rememberChoice(target.flow)}
            parts={{ next, csrf }}
          />
        ) : null}
        <Link href={routes.login(next)} className={buttonClass(problem ? 'primary' : 'quiet')}>
          {t('otherWay')}
        </Link>
      </div>
    </EntryFrame>
  )
}
