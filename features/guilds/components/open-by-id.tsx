'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { TextField } from '@/components/forms/text-field'
import { Button } from '@/components/ui/button'
import { isSnowflake } from '@/lib/format/snowflake'
import { routes } from '@/lib/routes'

/** Opens a guild by its id, for those no list can show. */
export function OpenById() {
  const t = useTranslations('guilds')
  const router = useRouter()
  const [id, setId] = useState('')
  const [refused, setRefused] = useState(false)
  return (
    <form
      className="flex flex-col gap-3 sm:flex-row sm:items-start"
      onSubmit={(event) => {
        event.preventDefault()
        const wanted = id.trim()
        if (isSnowflake(wanted)) router.push(routes.overview(wanted))
        else setRefused(true)
      }}
    >
      <TextField
        label={t('idLabel')}
        hint={t('idHint')}
        error={refused ? t('idRefused') : undefined}
        inputMode="numeric"
        autoComplete="off"
        value={id}
        onChange={(event) => {
          setId(event.target.value)
          setRefused(false)
        }}
        className="flex-1"
      />
      <Button type="submit" look="secondary" className="sm:mt-7">
        {t('open')}
      </Button>
    </form>
  )
}
