import { useTranslations } from 'next-intl'
import { type Consequence, knownLimit } from '@/lib/alphapy/catalogue/consequences'
import type { usePlainSettingWords } from './plain-setting-words'

// A test proves that every rule has its words in every language.
type Words = Parameters<ReturnType<typeof useTranslations<'settings.consequences'>>>[0]

/** What follows from a change, in words; `setting` are the words of the setting it follows from. Runs anywhere. */
export function useConsequenceWords(
  { words, from, to }: Consequence,
  setting: ReturnType<typeof usePlainSettingWords>,
): string | undefined {
  const t = useTranslations('settings.consequences')
  if (words === knownLimit) return setting.note
  return t(words as Words, { name: setting.label, from: setting.value(from), to: setting.value(to) })
}
