/** No vowels, so that no code is a word, and nothing that is taken for something else on a receipt: no L, no 0, no 1. */
const letters = 'BCDFGHJKMNPQRSTVWXYZ'
const signs = `${letters}23456789`
/** The first is a letter: no code is taken for an id. */
const places = [signs, signs, signs, signs, letters]
const codes = places.reduce((count, { length }) => count * length, 1)
/** Prime to the number of codes: every id has a code of its own, and neighbours look nothing alike. */
const step = 7_368_787

/** What a cashier reads out: five letters and digits. It says which redemption is meant, and is no secret. */
export function redemptionCode(id: number): string {
  let rest = Number((BigInt(id) * BigInt(step)) % BigInt(codes))
  let code = ''
  for (const place of places) {
    code = place.charAt(rest % place.length) + code
    rest = Math.floor(rest / place.length)
  }
  return code
}

/** A code as somebody typed it: in small letters, with a blank or a hyphen in it. */
export function codeFrom(typed: string): string {
  return typed.replaceAll(/[\s-]/g, '').toUpperCase()
}
