import { ArrowRight, SquareSlash, Undo2 } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { CopyableId } from '@/components/ui/copyable-id'
import { KeptFocus } from '@/components/ui/kept-focus'
import { settingOf } from '@/lib/alphapy/catalogue/catalogue'
import type { SettingDefinition } from '@/lib/alphapy/catalogue/definition'
import type { GuildNames } from '@/lib/i18n/guild-names'
import { usePlainSettingWords } from '@/lib/i18n/plain-setting-words'
import type { Change, Held, LentSave } from '../schema'
import { Follows, Rest } from './follows'
import { Undo } from './undo'

interface CardProps {
  change: Change
  guildId: string
  personId: string
  now: number
  names: GuildNames
  save: LentSave
}

/** One recorded change: what, from what to what, who, when, and the way back where there is one. */
export function ChangeCard(props: CardProps) {
  const definition = settingOf(props.change.scope, props.change.key)
  return definition ? <KnownChange {...props} definition={definition} /> : <UnknownChange {...props} />
}

type CategoryKey = Parameters<ReturnType<typeof useTranslations<'settings.categories'>>>[0]

function KnownChange({ definition, ...props }: CardProps & { definition: SettingDefinition }) {
  const { change, guildId, personId, names, save } = props
  const { scope, key, way } = change
  const t = useTranslations('history')
  const categories = useTranslations('settings.categories')
  const setting = usePlainSettingWords(definition, names)
  const words = (held: Held): string => {
    if (held.kind === 'text') return t('quoted', { value: held.text })
    return setting.value(held.kind === 'value' ? held.value : null)
  }
  return (
    <Card
      {...props}
      label={setting.label}
      category={categories(`${scope}.name` as CategoryKey)}
      before={words(change.before)}
      after={words(change.after)}
    >
      {way.kind === 'offer' || way.kind === 'already' ? (
        <Undo
          guildId={guildId}
          personId={personId}
          scope={scope}
          settingKey={key}
          way={way}
          words={{
            label: setting.label,
            now: way.kind === 'offer' ? words(way.now) : setting.value(way.to),
            to: setting.value(way.to),
          }}
          follows={way.kind === 'offer' ? <Follows consequences={way.follows} names={names} /> : null}
          rest={way.kind === 'offer' ? <Rest scope={scope} clears={way.clears} /> : null}
          save={save}
        />
      ) : null}
      {way.kind === 'refused' ? (
        <p className="max-w-[28rem] text-ink-faint text-sm">
          {t('noWayBack')} {setting.refusal(way.refusal)}
        </p>
      ) : null}
    </Card>
  )
}

function UnknownChange(props: CardProps) {
  const { scope, key, before, after } = props.change
  const t = useTranslations('history')
  const format = useFormatter()
  const words = (held: Held): string => {
    if (held.kind === 'unset') return t('notSet')
    const value = held.kind === 'value' ? held.value : held.text
    if (typeof value === 'boolean') return t(value ? 'on' : 'off')
    return typeof value === 'number' ? format.number(value, { maximumFractionDigits: 20 }) : t('quoted', { value })
  }
  return (
    <Card
      {...props}
      label={<span className="font-mono text-sm">{`${scope}.${key}`}</span>}
      category={t('unknownSetting')}
      before={words(before)}
      after={words(after)}
    />
  )
}

function Card({
  change: { at, by, isOwn, origin },
  now,
  label,
  category,
  before,
  after,
  children,
}: CardProps & { label: ReactNode; category: string; before: string; after: string; children?: ReactNode }) {
  const t = useTranslations('history')
  const format = useFormatter()
  const Icon = origin === 'rollback' ? Undo2 : SquareSlash
  return (
    <li className="relative pl-9 md:pl-11">
      <span
        aria-hidden="true"
        className="absolute top-3.5 left-0 inline-flex size-7 items-center justify-center rounded-full border bg-surface text-ink-soft"
      >
        <Icon size={14} />
      </span>
      <article>
        <KeptFocus className="rounded-md border bg-surface px-4 py-3.5">
          <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-0.5">
            <h3 className="min-w-0 font-semibold">
              {label}
              <span className="font-normal text-ink-faint text-sm">
                {' · '}
                {category}
              </span>
            </h3>
            <p className="text-ink-faint text-sm tabular-nums">
              {at === null ? (
                t('noTime')
              ) : (
                <time
                  dateTime={new Date(at).toISOString()}
                  title={format.dateTime(at, { dateStyle: 'full', timeStyle: 'medium' })}
                >
                  {t('time', { time: format.dateTime(at, { timeStyle: 'short' }), ago: format.relativeTime(at, now) })}
                </time>
              )}
            </p>
          </div>
          <p className="mt-2 flex flex-wrap items-center gap-x-2.5 gap-y-1">
            <span className="sr-only">{t('from')}</span>
            <span className="min-w-0 whitespace-pre-wrap break-words text-ink-soft">{before}</span>
            <ArrowRight aria-hidden size={15} className="shrink-0 text-ink-faint" />
            <span className="sr-only">{t('to')}</span>
            <span className="min-w-0 whitespace-pre-wrap break-words font-medium">{after}</span>
          </p>
          <div className="mt-3 flex flex-wrap items-center justify-between gap-x-6 gap-y-2.5">
            <p className="flex flex-wrap items-center gap-x-2 text-ink-faint text-sm">
              <span>{t(`origins.${origin}`)}</span>
              {by === null ? (
                <span>{t('nobody')}</span>
              ) : isOwn ? (
                <span>{t('byYou')}</span>
              ) : (
                <span className="inline-flex flex-wrap items-center gap-x-1.5">
                  {t('by')} <CopyableId id={by} /> <span>{t('nameless')}</span>
                </span>
              )}
            </p>
            {children}
          </div>
        </KeptFocus>
      </article>
    </li>
  )
}
