import { Fault } from '@trefoil/sdk'

/** How many decimals a currency has: two, for most; none of the yen. */
function decimalsOf(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
}

/** `"42.5"` of a currency with cents is 4250. Exact: no float holds a price. */
export function toMinor(amount: string, currency: string): number {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d{1,13})(?:\.(\d+))?$/.exec(amount) ?? []
  if (whole === '') throw new Fault('protocol', `Shopify wrote an amount of ${currency} that is no decimal number`)
  const decimals = decimalsOf(currency)
  const minor = BigInt(whole + fraction.slice(0, decimals).padEnd(decimals, '0'))
  // Parts of the smallest unit are rounded, as for a unit price in a currency without cents.
  const rest = fraction.charAt(decimals) >= '5' ? 1n : 0n
  const signed = Number(minor + rest)
  return sign === '-' && signed !== 0 ? -signed : signed
}

/** 1999 is `"19.99"` where the currency has cents. */
export function toAmount(minor: number, currency: string): string {
  const decimals = decimalsOf(currency)
  const digits = String(Math.abs(minor)).padStart(decimals + 1, '0')
  const sign = minor < 0 ? '-' : ''
  return decimals === 0 ? sign + digits : `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
}
