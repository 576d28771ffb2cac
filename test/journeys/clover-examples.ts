import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A program out of a page for people. */
export interface Example {
  /** Page and number, as a file name. */
  name: string
  text: string
}

/** The programs between the fences of a page. */
export function examplesIn(page: string): Example[] {
  const text = readFileSync(join(import.meta.dirname, '../..', page), 'utf8')
  const stem = page.replaceAll(/[^a-z]+/gi, '-').toLowerCase()
  return [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, program = ''], index) => ({
    name: `${stem}-${index + 1}`,
    text: program,
  }))
}

/** What the keys of the pages are at the pretended Clover. */
export interface Keys {
  url: string
  privateKey: string
  publicKey: string
  /** A fresh card token for each that a page makes up. */
  cardTokens: Record<string, string>
}

/** A program that sends what its `fetch` is given to the pretended Clover, with keys that are good there. */
export function redirecting({ url, privateKey, publicKey, cardTokens }: Keys, program: string): string {
  return `
const real = globalThis.fetch
globalThis.fetch = (address, init) => {
  const { pathname, search } = new URL(address)
  const headers = { ...init.headers }
  if (headers.authorization === 'Bearer PRIVATE-ECOMMERCE-TOKEN') headers.authorization = 'Bearer ${privateKey}'
  if (headers.apikey === 'PUBLIC-ECOMMERCE-KEY') headers.apikey = '${publicKey}'
  const tokens = ${JSON.stringify(cardTokens)}
  const body = init.body?.replace(/clv_\\dCARD/, (made) => tokens[made])
  return real('${url}' + pathname + search, { ...init, headers, body })
}
await import('./${program}.js')
`
}
