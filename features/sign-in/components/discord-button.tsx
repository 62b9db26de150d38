import { useTranslations } from 'next-intl'
import { buttonClass } from '@/components/ui/button'
import { handlers } from '@/lib/routes'

/** Leaves for Discord. A button of the form around it, so that "stay signed in" counts here too. */
export function DiscordButton() {
  const t = useTranslations('login')
  return (
    <>
      <button
        type="submit"
        formAction={handlers.authDiscord}
        formMethod="post"
        formNoValidate
        className={`${buttonClass()} w-full`}
      >
        <svg viewBox="0 0 24 24" width="18" height="18" fill="currentColor" aria-hidden="true" focusable="false">
          <path
            fillRule="evenodd"
            d="M8.2 5.2 7.6 4C5.8 4.3 4.3 4.9 4.3 4.9 2 8.3 1.2 12 1.5 16.4c1.7 1.7 4 2.6 5.8 2.8l1.2-2c-.8-.3-1.5-.7-2.2-1.2 3.6 1.7 7.8 1.7 11.4 0-.7.5-1.4.9-2.2 1.2l1.2 2c1.8-.2 4.1-1.1 5.8-2.8.3-4.4-.5-8.1-2.8-11.5 0 0-1.5-.6-3.3-.9l-.6 1.2a15 15 0 0 0-7.6 0ZM8.6 14.3c1.1 0 1.9-1 1.9-2.1s-.8-2.1-1.9-2.1-1.9 1-1.9 2.1.8 2.1 1.9 2.1Zm6.8 0c1.1 0 1.9-1 1.9-2.1s-.8-2.1-1.9-2.1-1.9 1-1.9 2.1.8 2.1 1.9 2.1Z"
          />
        </svg>
        {t('withDiscord')}
      </button>
      <p className="flex items-center gap-3 text-ink-faint text-sm before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
        {t('or')}
      </p>
    </>
  )
}
