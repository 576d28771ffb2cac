import { i18n } from '@lingui/core'
import { compileMessage } from '@lingui/message-utils/compileMessage'
import spanish from './spanish.json' with { type: 'json' }

export const languages = { en: 'English', es: 'Español' } as const

export type Language = keyof typeof languages

const kept = 'trefoil-language'

i18n.setMessagesCompiler(compileMessage)
i18n.load({ en: {}, es: spanish })
speak(preferred())

/** A text of the console in the language of its reader. English is its own key. */
export function t(text: string, values?: Record<string, unknown>): string {
  return values === undefined ? i18n._(text) : i18n._(text, values)
}

export function language(): Language {
  return i18n.locale === 'es' ? 'es' : 'en'
}

export function speak(chosen: Language): void {
  i18n.activate(chosen)
  document.documentElement.lang = chosen
  localStorage.setItem(kept, chosen)
}

export function number(value: number): string {
  return i18n.number(value)
}

/** `Customers, orders and stock`. */
export function listed(things: readonly string[]): string {
  return new Intl.ListFormat(language(), { type: 'conjunction' }).format(things)
}

function preferred(): Language {
  const wish = localStorage.getItem(kept) ?? navigator.language
  return wish.startsWith('es') ? 'es' : 'en'
}
