/** What an app without secret proves itself with (RFC 7636, S256). */
export interface Pkce {
  /** Kept by the app until the exchange. */
  verifier: string
  /** Goes with the browser to `authorizeUrl`. */
  challenge: string
}

/** `bytes` are 32 of chance; the platform's own unless given. */
export async function createPkce(bytes: Uint8Array = crypto.getRandomValues(new Uint8Array(32))): Promise<Pkce> {
  const verifier = base64Url(bytes)
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))
  return { verifier, challenge: base64Url(new Uint8Array(digest)) }
}

function base64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}
