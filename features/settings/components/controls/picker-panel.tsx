'use client'

import { CircleSlash, Hash } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { type ChoiceGroup, SearchList } from '@/components/forms/search-list'
import { useGuildNames } from '@/lib/i18n/guild-names-context'
import { choicesOf, type IdSetting, typedId } from './reference-choices'

const noneId = 'none'

/** The list of channels or roles to choose from. An id that is not in it can be given as well. */
export function PickerPanel({
  label,
  definition,
  chosen,
  onChoose,
}: {
  label: string
  definition: IdSetting
  chosen: readonly string[]
  onChoose: (id: string | null) => void
}) {
  const t = useTranslations('names')
  const settings = useTranslations('settings')
  const { names } = useGuildNames()
  const choices = choicesOf(names, definition)
  const listed = new Set(choices.flatMap((group) => group.choices.map(({ id }) => id)))
  const isRole = definition.type === 'role'
  const isList = definition.type === 'id-list'

  function groupsFor(typed: string): ChoiceGroup[] {
    const id = typedId(typed)
    const unlisted =
      id && !listed.has(id) ? [{ id, text: t('useId', { id }), also: [typed.trim()], lead: <IdMark /> }] : []
    const none = isList || typed !== '' ? [] : [{ id: noneId, text: settings('notSet'), lead: <NoneMark /> }]
    const kept = chosen
      .filter((one) => !listed.has(one) && one !== id)
      .map((one) => ({ id: one, text: one, lead: <IdMark />, hint: t('notListed') }))
    return [{ id: 'own', choices: [...unlisted, ...none, ...kept] }, ...choices]
  }

  return (
    <>
      <SearchList
        label={label}
        placeholder={isRole ? t('findRole') : t('findChannel')}
        groupsFor={groupsFor}
        multiple={isList}
        chosen={new Set(chosen.length > 0 || isList ? chosen : [noneId])}
        onChoose={({ id }) => onChoose(id === noneId ? null : id)}
        nothing={t('nothingFound')}
      />
      <div className="mt-1 flex flex-col items-start gap-1 border-t px-2 pt-2 text-ink-soft text-sm">
        <p>{isRole ? t('aboutRoles') : t('aboutChannels')}</p>
        <Reread />
      </div>
    </>
  )
}

function IdMark() {
  return <Hash aria-hidden size={15} className="shrink-0 text-ink-faint" />
}

function NoneMark() {
  return <CircleSlash aria-hidden size={15} className="shrink-0 text-ink-faint" />
}

/** For a channel that was made a moment ago. */
function Reread() {
  const t = useTranslations('names')
  const { reread } = useGuildNames()
  const [state, setState] = useState<'idle' | 'reading' | 'failed'>('idle')
  if (!reread) return null
  async function run() {
    setState('reading')
    try {
      await reread?.()
      setState('idle')
    } catch {
      setState('failed')
    }
  }
  return (
    <p className="flex flex-wrap items-center gap-x-2">
      <button
        type="button"
        aria-disabled={state === 'reading' || undefined}
        onClick={() => state !== 'reading' && void run()}
        className="min-h-6 rounded-sm text-accent-text underline underline-offset-2 aria-disabled:opacity-60"
      >
        {state === 'reading' ? t('rereading') : t('reread')}
      </button>
      <span role="status">{state === 'failed' ? t('rereadFailed') : ''}</span>
    </p>
  )
}
