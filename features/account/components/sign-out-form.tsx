import { useTranslations } from 'next-intl'
import { CsrfField } from '@/components/forms/csrf-field'
import { buttonClass } from '@/components/ui/button'
import { handlers } from '@/lib/routes'
import { everywhereField } from '../schema'

/** The way out, on this device or on all of them. A plain form, so that it works whatever the page's scripts do. */
export function SignOutForm({ csrf, everywhere = false }: { csrf: string; everywhere?: boolean }) {
  const t = useTranslations('account.sessions')
  return (
    <form action={handlers.signOut} method="post">
      <CsrfField token={csrf} />
      {everywhere ? <input type="hidden" name={everywhereField} value="1" /> : null}
      <button type="submit" className={buttonClass('secondary')}>
        {everywhere ? t('everywhere') : t('hereButton')}
      </button>
    </form>
  )
}
