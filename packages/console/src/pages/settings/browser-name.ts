import { t } from '../../words/words.ts'

// The order matters: Edge calls itself Chrome as well, and Chrome Safari.
const browsers = [
  [/Edg\//, 'Edge'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\/|CriOS/, 'Chrome'],
  [/Safari\//, 'Safari'],
] as const
const systems = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS/, 'macOS'],
  [/Linux/, 'Linux'],
] as const

/** What a browser says of itself, in the words in which people know it. */
export function browserName(agent: string): string {
  const browser = browsers.find(([sign]) => sign.test(agent))?.[1]
  const system = systems.find(([sign]) => sign.test(agent))?.[1]
  if (browser === undefined) return agent === '' ? t('An unknown browser') : agent.slice(0, 40)
  return system === undefined ? browser : t('{browser} on {system}', { browser, system })
}
