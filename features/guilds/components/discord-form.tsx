import { RefreshCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { CsrfField } from '@/components/forms/csrf-field'
import { Button } from '@/components/ui/button'
import { handlers, routes } from '@/lib/routes'
import { refreshField } from '../schema'

/** Leaves for Discord and comes back to the picker with a list just read. */
export function DiscordForm({ csrf, first }: { csrf: string; first: boolean }) {
  const t = useTranslations('guilds')
  return (
    <form action={handlers.authDiscord} method="post">
      <CsrfField token={csrf} />
      <input type="hidden" name="next" value={routes.guilds()} />
      <input type="hidden" name={refreshField} value="1" />
      <Button type="submit" look="secondary">
        <RefreshCw aria-hidden size={15} />
        {first ? t('readFromDiscord') : t('refresh')}
      </Button>
    </form>
  )
}
