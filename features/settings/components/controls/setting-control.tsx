'use client'
// A field draws for its own edit only: code that remembers what it drew would be longer, not quicker.
'use no memo'

import { lazy, memo, Suspense } from 'react'
import { Switch } from '@/components/forms/switch'
import type { SettingDefinition } from '@/lib/alphapy/catalogue/definition'
import { effectiveValue } from '../../model'
import { ChoiceControl } from './choice-control'
import type { ControlProps } from './control-props'
import { NumberControl } from './number-control'
import { ReferenceControl } from './reference-control'
import { TextControl } from './text-control'

// Each is on the page of one category alone; the others do not pay for it.
const ListSettingControl = lazy(() =>
  import('./list-setting-control').then((module) => ({ default: module.ListSettingControl })),
)
const TemplateControl = lazy(() => import('./template-control').then((module) => ({ default: module.TemplateControl })))

/**
 * The control that suits a setting. It takes no part in what happens around it: drawn anew before its code is there, the
 * field the server sent, which may be typed in already, would give way to the place kept for it.
 */
export const SettingControl = memo(function SettingControl(props: ControlProps) {
  return (
    <Suspense fallback={<div className="skeleton h-11 w-full" />}>
      <SuitingControl {...props} />
    </Suspense>
  )
})

function SuitingControl({ definition, ...rest }: ControlProps) {
  switch (definition.type) {
    case 'boolean':
      return (
        <Switch
          id={rest.id}
          checked={effectiveValue(definition, rest.override) === true}
          onChange={rest.onChange}
          describedBy={rest.describedBy}
          early={definition.key}
        />
      )
    case 'integer':
    case 'float':
      return <NumberControl definition={definition} {...rest} />
    case 'channel':
    case 'role':
      return <ReferenceControl definition={definition} {...rest} />
    case 'choice':
      return <ChoiceControl definition={definition} {...rest} />
    case 'text':
      return definition.placeholders ? (
        <TemplateControl definition={definition} placeholders={definition.placeholders} {...rest} />
      ) : (
        <TextControl definition={definition} {...rest} />
      )
    case 'id-list':
    case 'award-list':
      return <ListSettingControl definition={definition} {...rest} />
  }
}

/** True for a setting whose control needs the whole width. */
export function isWide(definition: SettingDefinition): boolean {
  if (definition.type === 'text') return definition.form === 'paragraph'
  return definition.type === 'id-list' || definition.type === 'award-list'
}
