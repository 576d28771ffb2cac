/** Shopify's ids are `gid://shopify/Order/4711`; webhooks, the admin and the hub know the number alone. */
export function gidOf(type: string, id: string): string {
  return `gid://shopify/${type}/${id}`
}

/** The number of a global id; '' where there is none. Some bear a query behind it. */
export function numberOf(gid: string): string {
  return /\/(\d+)(?:\?|$)/.exec(gid)?.[1] ?? ''
}

/** What is no number cannot be known to Shopify. */
export function isId(text: string): boolean {
  return /^\d{1,20}$/.test(text)
}
