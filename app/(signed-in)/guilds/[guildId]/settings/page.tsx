import { redirect } from 'next/navigation'
import { categories } from '@/lib/alphapy/catalogue/catalogue'
import { routes } from '@/lib/routes'

/** Settings open at their first category. */
export default async function SettingsPage({ params }: PageProps<'/guilds/[guildId]/settings'>) {
  const { guildId } = await params
  redirect(routes.settingsCategory(guildId, categories[0]))
}
