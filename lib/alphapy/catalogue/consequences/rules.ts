/** How rules about the consequences of a change are written down. */
import type { SettingValue } from '../definition'

/** `warn`: something stops, or reaches more people than before. `note`: good to know. */
export type Severity = 'note' | 'warn'

/** What happens to a setting: a switch goes on or off, an id is set, put in place of another, or taken away. */
export type Turn = 'on' | 'off' | 'set' | 'moved' | 'unset'

/** What follows from one turn of one setting. `words`: under `messages/` → `settings.consequences`. */
export interface TurnRule {
  when: Turn
  severity: Severity
  words: string
}

/** Settings that do not go together, of one category or of several. */
export interface PairRule {
  /** The words, under `messages/` → `settings.consequences.pair`. */
  id: string
  /** Full names of the settings it looks at. */
  names: readonly string[]
  severity: Severity
  /** Words of turns of these settings that it takes the place of: they would say the same, or what does not hold then. */
  instead?: readonly string[]
  /** Whether they contradict each other; `value` gives what holds, by full name. `null` = unset. */
  holds: (value: (name: string) => SettingValue | null) => boolean
}

/** The rules of some categories: by full name of the setting, and those about several. */
export interface Rules {
  turns: Readonly<Record<string, readonly TurnRule[]>>
  pairs: readonly PairRule[]
}

/** Rules by full name, each list made for its name. */
export function byName(makers: Record<string, (name: string) => TurnRule[]>): Rules['turns'] {
  return Object.fromEntries(Object.entries(makers).map(([name, make]) => [name, make(name)]))
}

type Maker = (name: string) => TurnRule[]

/** A feature of members that stops when it is off. */
export const stops: Maker = (name) => [{ when: 'off', severity: 'warn', words: `off.${name}` }]

/** Something that reaches further when it is on. */
export const widens: Maker = (name) => [{ when: 'on', severity: 'warn', words: `on.${name}` }]

/** Something that does less when it is off, without anybody missing a feature. */
export const narrows: Maker = (name) => [{ when: 'off', severity: 'note', words: `off.${name}` }]

/** A channel the bot posts to. */
export const posts: Maker = (name) => [
  { when: 'set', severity: 'note', words: 'channelSet' },
  { when: 'moved', severity: 'note', words: 'channelMoved' },
  { when: 'unset', severity: 'warn', words: `unset.${name}` },
]

/** A category in which the bot makes channels. */
export const holdsChannels: Maker = (name) => [
  { when: 'set', severity: 'note', words: 'categorySet' },
  { when: 'moved', severity: 'note', words: 'categoryMoved' },
  { when: 'unset', severity: 'warn', words: `unset.${name}` },
]

/** A channel of which each turn has words of its own. */
export const watches: Maker = (name) => [
  { when: 'set', severity: 'note', words: `set.${name}` },
  { when: 'moved', severity: 'note', words: `moved.${name}` },
  { when: 'unset', severity: 'warn', words: `unset.${name}` },
]

/** A role that members are given. */
export const grants: Maker = (name) => [
  { when: 'set', severity: 'note', words: `set.${name}` },
  { when: 'moved', severity: 'note', words: 'roleMoved' },
  { when: 'unset', severity: 'warn', words: `unset.${name}` },
]

/** A role whose members are called, or let in. */
export const calls: Maker = (name) => [
  { when: 'set', severity: 'note', words: `set.${name}` },
  { when: 'moved', severity: 'note', words: `set.${name}` },
  { when: 'unset', severity: 'warn', words: `unset.${name}` },
]

/** What a value of a pair is asked for most. */
export const isOn = (value: SettingValue | null): boolean => value === true
