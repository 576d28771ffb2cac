/**
 * The merchant's id in what a person pasted: the id itself, as `3D19QN31ANYR5`, or an address of the merchant's
 * dashboard, as `https://clover.com/merchants/3D19QN31ANYR5`. Undefined where there is none.
 */
export function merchantIdIn(pasted: string): string | undefined {
  const text = pasted.trim()
  if (idShape.test(text.toUpperCase())) return text.toUpperCase()
  const address = text.includes('://') ? text : `https://${text}`
  if (!URL.canParse(address)) return undefined
  const { hostname, pathname } = new URL(address)
  if (!/(^|\.)clover\.com$/.test(hostname)) return undefined
  // Old dashboards have /merchants/<id>, newer ones /…/m/<id>/<page>; upper case only, so that no page's name is an id.
  const segments = pathname.split('/')
  const marked = segments.find((segment, at) => /^(m|merchants)$/.test(segments[at - 1] ?? '') && idShape.test(segment))
  return marked ?? segments.findLast((segment) => idShape.test(segment))
}

/** Base 32 without I, L, O and U. [K] */
const idShape = /^[0-9A-HJKMNP-TV-Z]{13}$/
