const local = /^[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+(\.[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u
const label = /^[\p{L}\p{N}]([\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?$/u

/** Top-level names that will never exist. The vendor checks against the list of all that do. */
const invented = new Set(['test', 'invalid', 'example', 'localhost', 'local', 'internal', 'lan', 'onion', 'home'])

/** Whether the API takes it. (Older records, and those made at a till, may hold anything.) */
export function looksLikeEmail(text: string): boolean {
  const at = text.lastIndexOf('@')
  if (at < 1 || at > 64 || !local.test(text.slice(0, at))) return false
  const labels = text.slice(at + 1).split('.')
  const top = (labels.at(-1) ?? '').toLowerCase()
  return (
    labels.length > 1 &&
    labels.every((part) => label.test(part)) &&
    /^(\p{L}{2,}|xn--[a-z0-9-]+)$/u.test(top) &&
    !invented.has(top)
  )
}
