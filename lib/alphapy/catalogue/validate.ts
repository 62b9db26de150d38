/**
 * What may be written. A wrong value does not just look odd: one undecodable row stops the bot and its API at their next
 * start, and the server checks nothing. So every value Mind sends has passed here, in the browser and on the server.
 */
import { isSnowflake } from '@/lib/format/snowflake'
import type { SettingDefinition } from './definition'

/** Why a value was refused: a key of `messages/` → `validation`, with the figures its sentence needs. */
export interface Refusal {
  key: 'notAnId' | 'notASwitch' | 'notAWholeNumber' | 'outOfRange'
  values?: Record<string, number>
}

/** `undefined` when the value may be written for this setting, else the reason. Unset is the absence of a value. */
export function refusalOf(definition: SettingDefinition, value: unknown): Refusal | undefined {
  switch (definition.type) {
    case 'boolean':
      return typeof value === 'boolean' ? undefined : { key: 'notASwitch' }
    case 'integer': {
      if (typeof value !== 'number' || !Number.isSafeInteger(value)) return { key: 'notAWholeNumber' }
      const { min, max } = definition
      return value < min || value > max ? { key: 'outOfRange', values: { min, max } } : undefined
    }
    case 'channel':
    case 'role':
      return isSnowflake(value) ? undefined : { key: 'notAnId' }
  }
}
