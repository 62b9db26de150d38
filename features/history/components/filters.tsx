import { useTranslations } from 'next-intl'
import { type Scope, scopes, settingsOf } from '@/lib/alphapy/catalogue/catalogue'
import type { SettingDefinition } from '@/lib/alphapy/catalogue/definition'
import { usePlainSettingWords } from '@/lib/i18n/plain-setting-words'
import { routes } from '@/lib/routes'
import { limits } from '../model'
import type { HistoryFilters } from '../schema'
import { FilterForm, FilterSelect } from './filter-form'

/** Category, setting and number of entries: a plain form whose fields stand in the address. */
export function Filters({ guildId, filters }: { guildId: string; filters: HistoryFilters }) {
  const t = useTranslations('history.filters')
  const categories = useTranslations('settings.categories')
  const { scope, key, limit } = filters
  const known = scopes.find((one) => one === scope)
  return (
    <FilterForm action={routes.history(guildId)} label={t('label')}>
      <FilterSelect name="scope" label={t('scope')} value={scope ?? ''}>
        <option value="">{t('everyScope')}</option>
        {scopes.map((one) => (
          <option key={one} value={one}>
            {categories(`${one}.name`)}
          </option>
        ))}
        {scope && !known ? <option value={scope}>{scope}</option> : null}
      </FilterSelect>
      {scope ? (
        <FilterSelect name="key" label={t('key')} value={key ?? ''}>
          <option value="">{t('everyKey')}</option>
          {known ? <Settings scope={known} /> : null}
          {key && !(known && settingsOf(known).some((one) => one.key === key)) ? (
            <option value={key}>{key}</option>
          ) : null}
        </FilterSelect>
      ) : null}
      <FilterSelect name="limit" label={t('limit')} value={String(limit)}>
        {limits.map((count) => (
          <option key={count} value={count}>
            {t('count', { count })}
          </option>
        ))}
      </FilterSelect>
    </FilterForm>
  )
}

function Settings({ scope }: { scope: Scope }) {
  return settingsOf(scope).map((definition) => <SettingOption key={definition.key} definition={definition} />)
}

function SettingOption({ definition }: { definition: SettingDefinition }) {
  return <option value={definition.key}>{usePlainSettingWords(definition).label}</option>
}
