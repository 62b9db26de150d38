/** From what a person types to a value, and from a value to what stands in its field. */
import { awardsText, idsText } from './decode'
import type { SettingDefinition, SettingValue } from './definition'
import { readAwards } from './lists'

/**
 * What was typed, as the setting's own value where it can be one; otherwise as it stands, to be refused with words.
 * `null` = nothing typed = unset. Texts keep the blanks around them. Figures may have a comma for their point, whole ones
 * the `groupSign` of the reader's language between their thousands, ids may be pasted as Discord writes them.
 */
export function typedValue(definition: SettingDefinition, typed: string, groupSign = ','): SettingValue | null {
  const text = typed.trim()
  if (text === '') return null
  switch (definition.type) {
    case 'text':
      return definition.form === 'name' ? text : typed
    case 'boolean':
    case 'choice':
      return text
    case 'integer': {
      const [first = '', ...groups] = text.split(groupSign)
      const isGrouped = /^[+-]?[1-9]\d{0,2}$/.test(first) && groups.every((group) => /^\d{3}$/.test(group))
      const figure = isGrouped ? first + groups.join('') : text
      return /^[+-]?\d{1,15}$/.test(figure) ? Number(figure) + 0 : text
    }
    case 'float':
      return /^[+-]?(\d{1,15}([.,]\d*)?|[.,]\d+)$/.test(text) ? Number(text.replace(',', '.')) + 0 : text
    case 'channel':
    case 'role':
      return text.replace(/^<(?:#|@&)(\d+)>$/, '$1')
    case 'id-list':
      return orUnset(idsText(text) ?? text)
    case 'award-list':
      return orUnset(awardsText(text) ?? text)
  }
}

/** How a value stands in its field. Typed again as it stands, it is the same value. */
export function fieldText({ type }: SettingDefinition, value: SettingValue | null, decimalPoint = '.'): string {
  if (value === null) return ''
  if (typeof value === 'number') return plainFigure(value).replace('.', decimalPoint)
  const text = String(value)
  if (type === 'id-list') return text.replaceAll(',', '\n')
  const awards = type === 'award-list' ? readAwards(text) : undefined
  return awards ? JSON.stringify(awards, null, 2) : text
}

/** A figure without an exponent, as people write it. */
function plainFigure(value: number): string {
  const text = String(value)
  return text.includes('e') ? value.toFixed(20).replace(/\.?0+$/, '') : text
}

function orUnset(text: string): string | null {
  return text === '' ? null : text
}
