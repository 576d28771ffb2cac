import type { Json } from '@trefoil/sdk'
import type { Vault } from './vault.ts'

/** Credentials are sealed for this workspace alone. */
export function credentialSeal(vault: Vault, workspace: number): CredentialSeal {
  const place = `workspace:${workspace}/connection.credentials`
  return { seal: (plain) => vault.seal(place, plain), open: (sealed) => vault.open(place, sealed) }
}

interface CredentialSeal {
  seal(plain: Json): string
  open(sealed: string): Json
}
