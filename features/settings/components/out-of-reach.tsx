import { EyeOff } from 'lucide-react'
import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Freshness } from '@/components/states/stale'
import { buttonClass } from '@/components/ui/button'
import type { SettingDefinition, SettingValue } from '@/lib/alphapy/catalogue/definition'
import { usePlainSettingWords } from '@/lib/i18n/plain-setting-words'

/** What was found out about them, when it was asked for; `stored` is `null` where it could not be known. */
export interface FoundOut {
  /** By `scope.key`; the default holds for what is missing. */
  stored: Record<string, SettingValue> | null
  /** When it was read, and Mind's clock. */
  readAt: number
  now: number
}

interface Props {
  settings: readonly SettingDefinition[]
  found: FoundOut | 'nothing' | undefined
  /** Where it is found out: it costs the bot's server a call. */
  ask: Route
}

/** Settings of the bot that its server leaves out of what it tells and takes: named, so that nobody looks for them in vain. */
export function OutOfReach({ settings, ...rest }: Props) {
  if (settings.length === 0) return null
  return (
    <div className="mt-5 divide-y rounded-md border bg-surface">
      {settings.map((definition) => (
        <SettingOutOfReach key={`${definition.scope}.${definition.key}`} definition={definition} {...rest} />
      ))}
    </div>
  )
}

function SettingOutOfReach({ definition, found, ask }: Omit<Props, 'settings'> & { definition: SettingDefinition }) {
  const t = useTranslations('settings.outOfReach')
  const words = usePlainSettingWords(definition)
  const name = `${definition.scope}.${definition.key}`
  const stored = typeof found === 'object' ? found.stored : undefined
  return (
    <div id={name} tabIndex={-1} className="linked p-4 md:p-5">
      <p className="font-medium">{words.label}</p>
      <p className="mt-1 text-ink-soft">{words.help}</p>
      <p className="mt-1.5 flex gap-2 text-ink-faint">
        <EyeOff aria-hidden size={15} className="mt-1 shrink-0" />
        <span className="min-w-0">{t('why', { value: words.value(definition.default) })}</span>
      </p>
      {typeof found === 'object' && stored ? (
        <p className="mt-2 flex flex-wrap items-baseline gap-x-3">
          <span className="font-medium">{t('now', { value: words.value(stored[name] ?? definition.default) })}</span>
          <Freshness readAt={found.readAt} now={found.now} />
        </p>
      ) : (
        <Ask href={ask}>{found ? t('askAgain') : t('ask')}</Ask>
      )}
      {found && !stored ? <p className="mt-2 text-warn-ink">{t('notFound')}</p> : null}
    </div>
  )
}

function Ask({ href, children }: { href: Route; children: ReactNode }) {
  return (
    <Link href={href} prefetch={false} scroll={false} className={`${buttonClass('secondary')} mt-3`}>
      {children}
    </Link>
  )
}
