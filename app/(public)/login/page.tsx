import type { Metadata, Route } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { SignInSteps } from '@/features/sign-in/components/sign-in-steps'
import { getWays } from '@/features/sign-in/data'
import { toldProblem } from '@/features/sign-in/schema'
import { routes } from '@/lib/routes'
import { readCsrfToken } from '@/lib/security/own-request'
import { readAwaitedMessage } from '@/lib/session/awaited-message'
import { readSession } from '@/lib/session/read-session'
import { safeReturnTo } from '@/lib/session/return-to'
import { wasTooLarge } from '@/lib/supabase/write-session'

/** Each step has a title of its own, which is read out when one comes to it. */
const titles = { code: 'codeHeading', reset: 'resetHeading' } as const

export async function generateMetadata({ searchParams }: PageProps<'/login'>): Promise<Metadata> {
  const [t, { with: step }] = await Promise.all([getTranslations('login'), searchParams])
  return { title: t(step === 'code' || step === 'reset' ? titles[step] : 'title') }
}

export default async function LoginPage({ searchParams }: PageProps<'/login'>) {
  const [session, csrf, ways, awaited, tooLarge, { next, with: step, problem }] = await Promise.all([
    readSession(),
    readCsrfToken(),
    getWays(),
    readAwaitedMessage(),
    wasTooLarge(),
    searchParams,
  ])
  const returnTo = safeReturnTo(typeof next === 'string' ? next : undefined, routes.guilds())
  // Somebody signed in may still want a new password for an account whose old one is forgotten.
  const isReset = step === 'reset' || (step === 'code' && awaited?.way === 'recovery')
  const told = toldProblem(problem ?? (tooLarge ? 'session-too-large' : undefined))
  // Words about a visit that brought nothing are not lost on somebody signed in.
  if (session.kind === 'signed-in' && !isReset) {
    redirect(told ? routes.guilds({ problem: told.reason }) : (returnTo as Route))
  }
  if (session.kind === 'second-factor' && !isReset) redirect(routes.secondFactor(returnTo))
  return <SignInSteps step={step} ways={ways} awaited={awaited} problem={told} parts={{ next: returnTo, csrf }} />
}
