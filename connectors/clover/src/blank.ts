/** Nothing that could be sent or looked for. */
export function isBlank(text: string | null | undefined): text is null | undefined | '' {
  return text === undefined || text === null || text.trim() === ''
}
