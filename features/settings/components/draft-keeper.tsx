'use client'

import { usePathname } from 'next/navigation'
import { lazy, Suspense, useEffect, useState } from 'react'
import { routes } from '@/lib/routes'
import { tellPerson } from '@/lib/session/presence'
import { useUnsavedCount } from './unsaved-mark'

const KeptNote = lazy(() => import('./kept-note').then((module) => ({ default: module.KeptNote })))

/** Says, when somebody walks away from unsaved changes, that they are kept; and tells other tabs whose session this is. */
export function DraftKeeper({ personId, guildId }: { personId: string; guildId: string }) {
  const here = usePathname()
  const [walk, setWalk] = useState<{ from?: string; to: string }>({ to: here })
  if (walk.to !== here) setWalk({ from: walk.to, to: here })
  const category = walk.from?.startsWith(`${routes.settings(guildId)}/`) ? walk.from.split('/').at(-1) : undefined
  const count = useUnsavedCount(personId, guildId, category)
  useEffect(() => tellPerson(personId), [personId])
  return (
    <div role="status" className="fixed inset-x-3 top-3 z-40 md:left-auto md:w-96">
      <Suspense>
        {category && count > 0 ? (
          <KeptNote guildId={guildId} category={category} count={count} onClose={() => setWalk({ to: here })} />
        ) : null}
      </Suspense>
    </div>
  )
}
