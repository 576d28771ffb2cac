/**
 * The part of a text from one place to another. Characters such as emoji take two places: one that would be cut in half
 * is left out, for half a character is no text that could be stored or sent.
 */
export function partOfText(text: string, from: number, to: number): string {
  const start = isInside(text, from) ? from + 1 : from
  const end = isInside(text, to) ? to - 1 : to
  return start < end ? text.slice(start, end) : ''
}

/** Whether the place is between the two halves of one character. */
function isInside(text: string, place: number): boolean {
  return isBetween(text.charCodeAt(place), 0xdc00, 0xdfff) && isBetween(text.charCodeAt(place - 1), 0xd800, 0xdbff)
}

function isBetween(code: number, least: number, most: number): boolean {
  return code >= least && code <= most
}
