/** A global id: `gid://shopify/Product/7`. */
export const gid = (type: string, n: number): string => `gid://shopify/${type}/${n}`

/** The parts of a global id, without its query; undefined for anything else. */
export function partsOf(id: string): { type: string; n: number } | undefined {
  const found = /^gid:\/\/shopify\/([A-Za-z]+)\/(\d+)(\?.*)?$/.exec(id)
  if (found === null) return undefined
  return { type: found[1] ?? '', n: Number(found[2]) }
}
