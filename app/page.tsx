import type { Route } from 'next'
import { redirect } from 'next/navigation'
import { handlers, routes } from '@/lib/routes'

/** The auth server sends people here who come back from a flow it knows no better address for. */
export default async function Home({ searchParams }: PageProps<'/'>) {
  const { code, error, error_code } = await searchParams
  const comeback = Object.entries({ code, error, error_code }).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value]] : [],
  )
  const isComeback = comeback.length > 0
  redirect(isComeback ? (`${handlers.authCallback}?${new URLSearchParams(comeback)}` as Route) : routes.guilds())
}
