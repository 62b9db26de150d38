import { useTranslations } from 'next-intl'

/** Whether the session outlives the browser. */
export function Remember({ initially = true }: { initially?: boolean | undefined }) {
  const t = useTranslations('login')
  return (
    <label className="flex min-h-6 items-center gap-2.5 self-start">
      <input
        key={String(initially)}
        type="checkbox"
        name="remember"
        defaultChecked={initially}
        className="size-4.5 accent-accent"
      />
      {t('remember')}
    </label>
  )
}
