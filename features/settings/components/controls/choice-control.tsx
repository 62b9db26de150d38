'use client'
// A field draws for its own edit only: code that remembers what it drew would be longer, not quicker.
'use no memo'

import { useHeard } from '@/components/forms/use-heard'
import { fieldClass } from '@/components/ui/field'
import type { ChoiceSetting } from '@/lib/alphapy/catalogue/definition'
import { useSettingWords } from '@/lib/i18n/setting-words'
import { effectiveValue } from '../../model'
import type { ControlProps } from './control-props'

/** One of a few. A stored word that is none of them is shown among them as it is. */
export function ChoiceControl({
  id,
  definition,
  override,
  onChange,
  describedBy,
  invalid,
}: ControlProps<ChoiceSetting>) {
  const words = useSettingWords(definition)
  useHeard<string>(id, onChange)
  const chosen = String(effectiveValue(definition, override))
  const { choices } = definition
  return (
    <select
      id={id}
      value={chosen}
      aria-describedby={describedBy}
      aria-invalid={invalid || undefined}
      data-early={definition.key}
      onChange={(event) => onChange(event.target.value)}
      className={`${fieldClass} pr-8.5`}
    >
      {(choices.includes(chosen) ? choices : [chosen, ...choices]).map((choice) => (
        <option key={choice} value={choice}>
          {words.choice(choice)}
        </option>
      ))}
    </select>
  )
}
