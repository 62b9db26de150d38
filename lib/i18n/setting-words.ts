'use client'

import type { SettingDefinition } from '@/lib/alphapy/catalogue/definition'
import { useGuildNames } from './guild-names-context'
import { usePlainSettingWords } from './plain-setting-words'

/** The words of a setting, with channels and roles by the names that the page around provides. */
export function useSettingWords(definition: SettingDefinition) {
  return usePlainSettingWords(definition, useGuildNames().names)
}
