'use client'

import { Switch } from '@/components/forms/switch'
import type { SettingDefinition } from '@/lib/alphapy/catalogue/definition'
import { effectiveValue } from '../../model'
import { ChoiceControl } from './choice-control'
import type { ControlProps } from './control-props'
import { IdControl } from './id-control'
import { ListControl } from './list-control'
import { NumberControl } from './number-control'
import { TextControl } from './text-control'

/** The control that suits a setting. */
export function SettingControl({ definition, ...rest }: ControlProps) {
  switch (definition.type) {
    case 'boolean':
      return (
        <Switch
          id={rest.id}
          checked={effectiveValue(definition, rest.override) === true}
          onChange={rest.onChange}
          describedBy={rest.describedBy}
        />
      )
    case 'integer':
    case 'float':
      return <NumberControl definition={definition} {...rest} />
    case 'channel':
    case 'role':
      return <IdControl definition={definition} {...rest} />
    case 'choice':
      return <ChoiceControl definition={definition} {...rest} />
    case 'text':
      return <TextControl definition={definition} {...rest} />
    case 'id-list':
    case 'award-list':
      return <ListControl definition={definition} {...rest} />
  }
}

/** True for a setting whose control needs the whole width. */
export function isWide(definition: SettingDefinition): boolean {
  if (definition.type === 'text') return definition.form === 'paragraph'
  return definition.type === 'id-list' || definition.type === 'award-list'
}
