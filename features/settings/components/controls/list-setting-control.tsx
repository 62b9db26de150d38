'use client'
// A field draws for its own edit only: code that remembers what it drew would be longer, not quicker.
'use no memo'

import type { ListSetting } from '@/lib/alphapy/catalogue/definition'
import { AwardControl } from './award-control'
import type { ControlProps } from './control-props'
import { IdListControl } from './id-list-control'

/** A list of ids or of awards; they are on the same page. */
export function ListSettingControl(props: ControlProps<ListSetting>) {
  return props.definition.type === 'award-list' ? <AwardControl {...props} /> : <IdListControl {...props} />
}
