import { ChevronsUpDown, LogOut, User, UserCog } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { CsrfField } from '@/components/forms/csrf-field'
import { Popover } from '@/components/ui/popover'
import { handlers, routes } from '@/lib/routes'
import { Preferences } from './preferences'

/** Who is signed in, how Mind looks and speaks, and the way out. */
export function AccountMenu({ person, theme, csrf }: { person: string | undefined; theme: string; csrf: string }) {
  const t = useTranslations('account')
  const name = person ?? t('nameless')
  return (
    <Popover
      id="account-menu"
      label={t('menu')}
      triggerClass="flex size-11 w-full items-center justify-center gap-2.5 rounded-sm text-ink-soft hover:bg-hover hover:text-ink md:h-11 md:w-full md:justify-start md:px-2"
      panelClass="top-16 right-3 w-[min(18rem,calc(100vw-1.5rem))] md:top-auto md:right-auto md:bottom-16 md:left-3"
      trigger={
        <>
          <span className="inline-flex size-8 shrink-0 items-center justify-center rounded-full bg-sunken md:size-7">
            <User aria-hidden size={16} />
          </span>
          <span className="hidden min-w-0 flex-1 truncate text-left text-sm md:block">{name}</span>
          <ChevronsUpDown aria-hidden size={14} className="hidden shrink-0 md:block" />
        </>
      }
    >
      <p className="truncate px-2 py-1.5 text-ink-soft text-sm" title={name}>
        {t('signedInAs')} <span className="font-medium text-ink">{name}</span>
      </p>
      <Link
        href={routes.account()}
        className="flex min-h-11 items-center gap-2.5 rounded-sm px-2 hover:bg-hover md:min-h-9"
      >
        <UserCog aria-hidden size={16} />
        {t('open')}
      </Link>
      <Preferences theme={theme} />
      <form action={handlers.signOut} method="post" className="border-t pt-1.5">
        <CsrfField token={csrf} />
        <button
          type="submit"
          className="flex min-h-11 w-full items-center gap-2.5 rounded-sm px-2 text-left hover:bg-hover md:min-h-9"
        >
          <LogOut aria-hidden size={16} />
          {t('signOut')}
        </button>
      </form>
    </Popover>
  )
}
