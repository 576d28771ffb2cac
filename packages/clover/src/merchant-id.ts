/**
 * The merchant's id in what a person pasted: the id itself, or the address of the merchant's dashboard, at whose end it
 * stands. Nothing, where there is none: 13 letters and digits. [K]
 */
export function merchantIdIn(pasted: string): string | undefined {
  const text = pasted.trim()
  const [id] = /^[0-9A-Z]{13}$/i.exec(text) ?? []
  const [, inAddress = id] = /\/(?:m|merchants)\/([0-9A-Z]{13})(?:[/?#]|$)/i.exec(text) ?? []
  return inAddress?.toUpperCase()
}
