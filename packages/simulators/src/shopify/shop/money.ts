// Money is a whole number of hundredths of its currency, whatever the currency: that is how the vendor writes it too.

/** `"19.90"` or 19.9 as hundredths; what is finer is rounded. NaN for what is no amount. */
export function hundredths(text: string | number): number {
  const found = /^(-?)(\d+)(?:\.(\d*))?$/.exec(String(text).trim())
  if (found === null) return Number.NaN
  const fraction = `${found[3] ?? ''}000`
  const whole = Number(found[2]) * 100 + Number(fraction.slice(0, 2)) + (Number(fraction[2]) >= 5 ? 1 : 0)
  return found[1] === '-' ? -whole : whole
}

/** As the Admin API writes it: without padding, but always with one decimal (`42.5`, `5.0`). */
export function decimal(amount: number): string {
  const [whole = '', cents = ''] = padded(amount).split('.')
  return `${whole}.${cents.endsWith('0') ? cents.slice(0, 1) : cents}`
}

/** As webhooks write it: with two decimals. */
export function padded(amount: number): string {
  const text = String(Math.abs(Math.round(amount))).padStart(3, '0')
  return `${amount < 0 ? '-' : ''}${text.slice(0, -2)}.${text.slice(-2)}`
}
