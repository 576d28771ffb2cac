import { hash, randomBytes } from 'node:crypto'

/** 256 bits of chance. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** What the hub keeps of a secret. Nobody guesses that much chance, so a plain hash is as good as a slow one. */
export function hashOfSecret(secret: string): string {
  return hash('sha256', secret, 'hex')
}
