import { SegmentedControl, useMantineColorScheme } from '@mantine/core'
import { useContext } from 'react'
import { LanguageContext } from '../words/language-context.ts'
import { languages, t } from '../words/words.ts'

export function SchemeChoice() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const choices = [
    { value: 'light' as const, label: t('Light') },
    { value: 'dark' as const, label: t('Dark') },
    { value: 'auto' as const, label: t('System') },
  ]
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('Theme')}
      value={colorScheme}
      onChange={(value) => setColorScheme(choices.find((choice) => choice.value === value)?.value ?? 'auto')}
      data={choices}
    />
  )
}

export function LanguageChoice() {
  const { language, choose } = useContext(LanguageContext)
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('Language')}
      value={language}
      onChange={(value) => choose(value === 'es' ? 'es' : 'en')}
      data={Object.entries(languages).map(([value, label]) => ({ value, label }))}
    />
  )
}
