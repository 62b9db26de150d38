import { useFormatter, useTranslations } from 'next-intl'
import type { SettingDefinition, SettingValue } from '@/lib/alphapy/catalogue/definition'
import { readAwards, readIds } from '@/lib/alphapy/catalogue/lists'
import type { Caution, Refusal } from '@/lib/alphapy/catalogue/validate'
import { type GuildNames, type NamedThing, spokenName } from './guild-names'

// A test proves that every setting, choice and note of the catalogue has its words in every language.
type FieldKey = Parameters<ReturnType<typeof useTranslations<'settings.fields'>>>[0]
type ChoiceKey = Parameters<ReturnType<typeof useTranslations<'settings.choices'>>>[0]

const noNames: GuildNames = { kind: 'unavailable', why: 'unreachable' }

/**
 * The words of a setting: label, help, limits, values and refusals. Every catalogue entry has its own under `messages/`.
 * Channels and roles are said by name where `names` has them. Runs on the server and in the browser.
 */
export function usePlainSettingWords(definition: SettingDefinition, names: GuildNames = noNames) {
  const fields = useTranslations('settings.fields')
  const t = useTranslations('settings')
  const units = useTranslations('units')
  const validation = useTranslations('validation')
  const format = useFormatter()
  const { scope, key, note, readOnly } = definition

  const choice = (value: string): string =>
    definition.type === 'choice' && definition.choices.includes(value)
      ? t(`choices.${scope}.${key}.${value}` as `choices.${ChoiceKey}`)
      : value

  const figure = (value: number): string =>
    'unit' in definition && definition.unit
      ? units(`${definition.unit}.count`, { count: value })
      : format.number(value, { maximumFractionDigits: 20 })

  const named = (thing: NamedThing, id: string): string => {
    const name = spokenName(names, thing, id)
    if (name !== undefined) return name
    return names.kind === 'known' ? t(thing === 'role' ? 'unseenRole' : 'unseenChannel', { id }) : id
  }

  return {
    label: fields(`${scope}.${key}.label` as FieldKey),
    help: fields(`${scope}.${key}.help` as FieldKey),
    /** A known limit of the bot with this setting. */
    note: note && t(`effects.${note}`),
    /** Why it is only shown. */
    readOnly: readOnly && validation(readOnly),
    limits: limitsOf(definition, units, names),
    choice,
    /** A value as people say it. */
    value: (value: SettingValue | null): string => {
      if (value === null) return t('notSet')
      if (typeof value === 'boolean') return value ? t('on') : t('off')
      if (typeof value === 'number') return figure(value)
      if (definition.type === 'channel' || definition.type === 'role') return named(definition.type, value)
      if (definition.type === 'id-list') {
        const ids = readIds(value)
        return ids ? ids.map((id) => named('channel', id)).join(', ') : value
      }
      if (definition.type === 'award-list') return awardNames(value) ?? value
      return definition.type === 'text' ? t('quoted', { value }) : choice(value)
    },
    refusal: (refusal: Refusal | Caution | { key: 'unknownSetting' }): string =>
      validation(refusal.key, 'values' in refusal ? refusal.values : undefined),
  }
}

/** What may stand in the field, where that is not plain from its control. */
function limitsOf(
  definition: SettingDefinition,
  units: ReturnType<typeof useTranslations<'units'>>,
  names: GuildNames,
): string | undefined {
  switch (definition.type) {
    case 'integer':
    case 'float':
      return units('range', { min: definition.min, max: definition.max })
    case 'text':
      return definition.form === 'name' ? undefined : units('length', { max: definition.maxLength })
    case 'channel':
      if (isListed(names, 'channel')) return undefined
      return units(definition.channelKind === 'category' ? 'category' : 'textChannel')
    case 'role':
      return isListed(names, 'role') ? undefined : units('role')
    case 'id-list': {
      const most = units('items', { max: definition.maxItems })
      return isListed(names, 'channel') ? most : `${units('channels')} ${most}`
    }
    case 'award-list':
      return units('items', { max: definition.maxItems })
    default:
      return undefined
  }
}

/** Whether ids can be chosen by name, or names are still to come. */
function isListed(names: GuildNames, thing: NamedThing): boolean {
  if (names.kind !== 'known') return names.kind === 'pending'
  return (thing === 'role' ? names.roles : names.channels).length > 0
}

function awardNames(value: string): string | undefined {
  return readAwards(value)
    ?.map(({ label, key }) => label ?? key ?? '')
    .join(', ')
}
