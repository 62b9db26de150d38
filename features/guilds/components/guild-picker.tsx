import { Server } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Empty } from '@/components/states/empty'
import { Notice } from '@/components/ui/notice'
import type { GuildList } from '../schema'
import { GuildSearch } from './guild-search'
import { ListOrigin } from './list-origin'

/** The guilds somebody administers, where that list comes from and how old it is. `signIn`: the form that leaves for Discord. */
export function GuildPicker({ list, signIn }: { list: GuildList; signIn: ReactNode }) {
  const t = useTranslations('guilds')
  const { guilds, withoutBot, botKnown, source } = list
  return (
    <div className="flex flex-col gap-4">
      <ListOrigin list={list} signIn={signIn} />
      {botKnown ? null : <Notice tone="warn">{t('botNotAsked')}</Notice>}
      {guilds.length === 0 ? <Empty Icon={Server} title={t('emptyTitle')} body={t('emptyBody')} /> : null}
      <GuildSearch guilds={guilds} withoutBot={withoutBot} />
      {source.kind === 'alphapy' && !source.complete ? <Notice tone="info">{t('incomplete')}</Notice> : null}
    </div>
  )
}
