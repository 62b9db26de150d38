import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { EntryFrame } from '@/components/shell/entry-frame'
import { ProblemNotice } from '@/components/states/problem-notice'
import { Notice } from '@/components/ui/notice'
import type { Problem } from '@/lib/problems/problem'
import { routes } from '@/lib/routes'
import type { AwaitedMessage } from '@/lib/session/awaited-message'
import type { Ways } from '@/lib/supabase/ways-in'
import { linkClass } from './link-class'
import { CodeForm } from './proof-form'
import { PhoneForm, ResetForm, StartForm } from './start-form'
import type { FormParts } from './step-form'

type Step = 'start' | 'phone' | 'reset' | 'code'

/** The sign-in page: one step at a time, the step in the address, and from each a way back to the others. */
export function SignInSteps({
  step: wanted,
  ways,
  awaited,
  problem,
  parts,
}: {
  step: unknown
  ways: Ways
  awaited: AwaitedMessage | undefined
  problem: Problem | undefined
  parts: FormParts
}) {
  const t = useTranslations('login')
  const step = stepOf(wanted, ways, awaited)
  const sentTo = awaited && step === 'code' ? { to: awaited.to } : { to: '' }
  const sure = ways.known && ways.signUp && awaited?.way !== 'recovery'
  const purposes: Record<Step, string> = {
    start: t('purpose'),
    phone: t('phonePurpose'),
    reset: t('resetPurpose'),
    code:
      awaited?.way === 'phone'
        ? t(sure ? 'sentSms' : 'sentSmsPerhaps', sentTo)
        : t(sure ? 'sentEmail' : 'sentEmailPerhaps', sentTo),
  }
  const nothing = !ways.discord && !ways.email && !ways.phone
  return (
    <EntryFrame
      heading={step === 'reset' ? t('resetHeading') : step === 'code' ? t('codeHeading') : t('heading')}
      purpose={purposes[step]}
    >
      <div className="flex flex-col gap-4">
        {problem ? <ProblemNotice problem={problem} /> : null}
        {ways.known ? null : <Notice tone="warn">{t('waysUnknown')}</Notice>}
        {nothing ? <Notice tone="warn">{t('noWays')}</Notice> : null}
        {step === 'start' && !nothing ? <StartForm ways={ways} parts={parts} /> : null}
        {step === 'phone' ? <PhoneForm parts={parts} /> : null}
        {step === 'reset' ? <ResetForm parts={parts} /> : null}
        {step === 'code' ? <CodeForm parts={parts} /> : null}
        {step === 'code' && !ways.signUp ? <p className="text-ink-faint text-sm">{t('noNewAccounts')}</p> : null}
        <OtherSteps step={step} ways={ways} next={parts.next} />
      </div>
    </EntryFrame>
  )
}

function OtherSteps({ step, ways, next }: { step: Step; ways: Ways; next: string }) {
  const t = useTranslations('login')
  if (step !== 'start') {
    return (
      <p className="text-center">
        <Link href={routes.login(next)} className={linkClass}>
          {step === 'phone' && ways.email ? t('useEmail') : t('otherWay')}
        </Link>
      </p>
    )
  }
  if (!ways.phone) return null
  return (
    <p className="text-center">
      <Link href={routes.login(next, { with: 'phone' })} className={linkClass}>
        {t('usePhone')}
      </Link>
    </p>
  )
}

/** The wanted step where it makes sense, else the first that does. */
function stepOf(wanted: unknown, ways: Ways, awaited: AwaitedMessage | undefined): Step {
  if (wanted === 'code' && awaited) return 'code'
  if (wanted === 'reset' && ways.email) return 'reset'
  if (ways.phone && (wanted === 'phone' || (!ways.email && !ways.discord))) return 'phone'
  return 'start'
}
