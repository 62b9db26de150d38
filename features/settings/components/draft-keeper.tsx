'use client'
// Drawn seldom: code that remembers what it drew would only be longer.
'use no memo'

import { usePathname } from 'next/navigation'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useUnsavedCount } from '@/components/shell/unsaved-mark'
import { isLeftWaiting } from '@/lib/drafts/waiting-saves'
import { routes } from '@/lib/routes'
import { tellPerson } from '@/lib/session/presence'

const KeptNote = lazy(() => import('./kept-note').then((module) => ({ default: module.KeptNote })))

/** Says, when somebody walks away from unsaved changes, that they are kept, and that a save that waited is called off; and tells other tabs whose session this is. */
export function DraftKeeper({ personId, guildId }: { personId: string; guildId: string }) {
  const here = usePathname()
  const [walk, setWalk] = useState<{ from?: string; to: string }>({ to: here })
  if (walk.to !== here) setWalk({ from: walk.to, to: here })
  const left = placeOf(guildId, walk.from)
  const place = [personId, guildId, ...(left ?? ['nowhere'])]
  const count = useUnsavedCount(place)
  const calledOff = left !== undefined && isLeftWaiting([guildId, ...left])
  useEffect(() => tellPerson(personId), [personId])
  return (
    <div role="status" className="sticky top-3 z-30">
      <Suspense>
        {left && (count > 0 || calledOff) ? (
          <KeptNote
            guildId={guildId}
            place={place}
            category={left[1]}
            count={count}
            calledOff={calledOff}
            onClose={() => setWalk({ to: here })}
          />
        ) : null}
      </Suspense>
    </div>
  )
}

/** Where the drafts of a page are kept: onboarding, or a category of settings. */
function placeOf(guildId: string, path: string | undefined): string[] | undefined {
  if (path === routes.onboarding(guildId)) return ['onboarding']
  const settings = `${routes.settings(guildId)}/`
  return path?.startsWith(settings) ? ['settings', path.slice(settings.length)] : undefined
}
