import { RefreshCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { CsrfField } from '@/components/forms/csrf-field'
import { Button } from '@/components/ui/button'
import { handlers, routes } from '@/lib/routes'

/** Leaves for Discord and comes back to the picker with a list just read. `remember`: as this session is kept now. */
export function DiscordForm({ csrf, remember, first }: { csrf: string; remember: boolean; first: boolean }) {
  const t = useTranslations('guilds')
  return (
    <form action={handlers.authDiscord} method="post">
      <CsrfField token={csrf} />
      <input type="hidden" name="next" value={routes.guilds()} />
      {remember ? <input type="hidden" name="remember" value="on" /> : null}
      <Button type="submit" look="secondary">
        <RefreshCw aria-hidden size={15} />
        {first ? t('readFromDiscord') : t('refresh')}
      </Button>
    </form>
  )
}
