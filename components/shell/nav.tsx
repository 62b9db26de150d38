'use client'
// Drawn seldom: code that remembers what it drew would only be longer.
'use no memo'

import { History, LayoutGrid, ScrollText, Server, Settings2, UserPlus } from 'lucide-react'
import type { Route } from 'next'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'

const icons = {
  overview: LayoutGrid,
  settings: Settings2,
  onboarding: UserPlus,
  history: History,
  logs: ScrollText,
  servers: Server,
}

/** One place to go. `match`: whether deeper addresses count as being here. */
export interface NavItem {
  href: Route
  label: string
  icon: keyof typeof icons
  match: 'exact' | 'prefix'
  /** Left out at the bottom of a phone, where there is room for five. */
  railOnly?: true
  /** What waits there, in a few signs. */
  mark?: ReactNode
}

function useIsHere() {
  const path = usePathname()
  return ({ href, match }: NavItem) => path === href || (match === 'prefix' && path.startsWith(`${href}/`))
}

/** Navigation in the rail of wide screens. */
export function RailNav({ label, items }: { label: string; items: NavItem[] }) {
  const isHere = useIsHere()
  return (
    <nav aria-label={label} className="mt-4 hidden md:block">
      <ul className="flex flex-col gap-0.5">
        {items.map((item) => {
          const Icon = icons[item.icon]
          const here = isHere(item)
          return (
            <li key={item.href}>
              <Link
                href={item.href}
                aria-current={here ? 'page' : undefined}
                className="flex min-h-9 items-center gap-2.5 rounded-sm px-2.5 font-medium text-ink-soft transition-colors hover:bg-hover hover:text-ink aria-[current=page]:bg-accent-soft aria-[current=page]:text-accent-text"
              >
                <Icon aria-hidden size={17} className="shrink-0" />
                <span className="flex-1">{item.label}</span>
                {item.mark}
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}

/** Navigation at the bottom of a phone. */
export function BottomNav({ label, items }: { label: string; items: NavItem[] }) {
  const isHere = useIsHere()
  const places = items.filter(({ railOnly }) => !railOnly)
  return (
    <nav
      aria-label={label}
      className="fixed inset-x-0 bottom-0 z-30 border-t bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      <ul className="flex">
        {places.map((item) => {
          const Icon = icons[item.icon]
          const here = isHere(item)
          return (
            <li key={item.href} className="min-w-0 flex-auto">
              <Link
                href={item.href}
                aria-current={here ? 'page' : undefined}
                className="-outline-offset-2 flex min-h-14 flex-col items-center justify-center gap-0.5 px-px font-medium text-[min(0.75rem,max(12px,3.4vw))] text-ink-soft leading-normal aria-[current=page]:text-accent-text max-[22rem]:tracking-tight"
              >
                <span className="relative">
                  <Icon aria-hidden size={20} />
                  {item.mark ? <span className="absolute -top-2 left-3">{item.mark}</span> : null}
                </span>
                <span className="max-w-full truncate">{item.label}</span>
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
