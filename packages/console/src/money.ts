import { language, number, t } from './words/words.ts'

/** An amount in its currency. Where nobody knows the currency, nobody knows its decimals either. */
export function amount(minor: number, currency: unknown): string {
  // What is no code of three letters, Intl throws at.
  if (typeof currency !== 'string' || !/^[A-Za-z]{3}$/.test(currency)) {
    return t('{amount} in minor units', { amount: number(minor) })
  }
  const format = new Intl.NumberFormat(language(), { style: 'currency', currency })
  return format.format(minor / 10 ** decimalsOf(currency))
}

/** How many decimals a currency has; two, where it is none that anybody knows. */
export function decimalsOf(currency: string): number {
  if (!/^[A-Za-z]{3}$/.test(currency)) return 2
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
}

export function isMoney(value: object): value is { minor: number; currency: string } {
  return (
    'minor' in value && 'currency' in value && typeof value.minor === 'number' && typeof value.currency === 'string'
  )
}
