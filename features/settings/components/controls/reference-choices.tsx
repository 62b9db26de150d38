import type { Choice, ChoiceGroup } from '@/components/forms/search-list'
import type { ListSetting, ReferenceSetting } from '@/lib/alphapy/catalogue/definition'
import { isSnowflake } from '@/lib/format/snowflake'
import type { ChannelName, GuildNames } from '@/lib/i18n/guild-names'
import { ChannelMark, RoleMark } from './reference-name'

/** Settings that hold ids of channels or roles. */
export type IdSetting = ReferenceSetting | ListSetting

/** True when the names hold something this setting can refer to, so that choosing beats typing an id. */
export function canChoose(names: GuildNames, definition: IdSetting): boolean {
  if (names.kind !== 'known') return false
  if (definition.type === 'role') return names.roles.length > 0
  return names.channels.some((channel) => suits(channel, definition))
}

/** True for a channel of the kind this setting is about. */
export function suits({ kind }: ChannelName, definition: IdSetting): boolean {
  const wanted = definition.type === 'channel' && definition.channelKind === 'category'
  return (kind === 'category') === wanted
}

/** What there is to choose from: roles from high to low, channels under their categories. */
export function choicesOf(names: GuildNames, definition: IdSetting): ChoiceGroup[] {
  if (names.kind !== 'known') return []
  if (definition.type === 'role') {
    const choices = names.roles.map(({ id, name, colour }) => ({ id, text: name, lead: <RoleMark colour={colour} /> }))
    return [{ id: 'roles', choices }]
  }
  const channels = names.channels.filter((channel) => suits(channel, definition))
  const categories = names.channels.filter(({ kind }) => kind === 'category')
  const known = new Set(categories.map(({ id }) => id))
  const free = channels.filter(({ categoryId }) => categoryId === null || !known.has(categoryId))
  return [
    { id: 'free', choices: free.map((channel) => choiceOf(channel)) },
    ...categories.map(({ id, name }) => ({
      id,
      label: name,
      choices: channels.filter(({ categoryId }) => categoryId === id).map((channel) => choiceOf(channel, name)),
    })),
  ]
}

function choiceOf({ id, name, kind }: ChannelName, category?: string): Choice {
  return { id, text: name, also: category ? [category] : [], lead: <ChannelMark kind={kind} /> }
}

/** The id that was typed or pasted, also as Discord writes a mention; `undefined` when it is none. */
export function typedId(typed: string): string | undefined {
  const id = typed.trim().replace(/^<(?:#|@&)(\d+)>$/, '$1')
  return isSnowflake(id) ? id : undefined
}
