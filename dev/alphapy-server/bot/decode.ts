/** How the bot turns a stored setting (JSON text) into what it works with. */
import { type PyJson, readJson } from '../wire/json-read'
import { Float } from '../wire/json-write'
import { parseFloatText, parseInteger } from '../wire/python'
import type { SettingType } from './catalogue'

/** Thrown for a stored value that the bot cannot decode; at start-up such a value is fatal. */
class UndecodableSetting extends Error {}

/** Decodes a stored value by its registered type; `misread` keeps the bot's own mistakes with text. */
export function decodeStored(type: SettingType | undefined, stored: string, misread: boolean): PyJson {
  switch (type) {
    case 'bool':
      return stored === 'true' || stored === '1'
    case 'boolean':
      return misread ? stored : stored === 'true'
    case 'int':
    case 'channel':
    case 'role':
      return decodeInteger(stored)
    case 'float': {
      const parsed = parseFloatText(stored)
      if (parsed === null) throw new UndecodableSetting(`could not convert string to float: '${stored}'`)
      return new Float(parsed)
    }
    default:
      return misread ? stored : readJson(stored)
  }
}

function decodeInteger(stored: string): PyJson {
  const parsed = parseInteger(stored.replace(/^"+|"+$/g, ''))
  if (parsed === null) throw new UndecodableSetting(`invalid literal for int() with base 10: '${stored}'`)
  return parsed
}
