import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import type { Json } from '@trefoil/sdk'
import { ensureKeyFile, type MasterKey, readKeyFile } from './key-file.ts'

/** Seals what must be stored and not be read, and opens it again. */
export interface Vault {
  /**
   * `place` says where the blob will lie (table, workspace, row): moved to another place it does not open.
   * The same value never gives the same blob twice.
   */
  seal(place: string, value: Json): string
  open(place: string, blob: string): Json
  /** The same secret under the newest key; the secret itself is not unsealed. */
  rewrap(place: string, blob: string): string
  /** Of the same text always the same, and telling nothing of it to whoever has no key. */
  mark(text: string): string
  /** Which key seals, for people and for backups: it tells nothing about the key. */
  fingerprint: string
}

export interface VaultOptions {
  keyFile: string
  /** Make the key file where there is none: only for the hub's own, while nothing is sealed. */
  create?: boolean
  random?: (size: number) => Uint8Array
}

/**
 * Each secret has a key of its own (AES-256-GCM), which is stored beside it, sealed with the master key. So the master
 * key can be changed without touching the secrets, and seals nothing but 32 random bytes.
 */
export function openVault(options: VaultOptions): Vault {
  const { keyFile, random = randomBytes } = options
  if (options.create === true) ensureKeyFile(keyFile, random)
  const keys = readKeyFile(keyFile)
  const [newest] = keys

  function wrapped(master: MasterKey, place: string, dataKey: Buffer): string {
    return encrypt(master.bytes, boundTo('key', place, master.id), dataKey, random).toString('base64url')
  }

  function unwrapped(place: string, blob: string): { dataKey: Buffer; sealed: Buffer; keyId: string } {
    const [, keyId, key, sealed] = parts.exec(blob) ?? []
    if (keyId === undefined || key === undefined || sealed === undefined) {
      throw new Error(
        'A stored credential is damaged: it is not in the form that the vault writes; enter the credential anew',
      )
    }
    const master = keys.find((each) => each.id === keyId)
    if (master === undefined) {
      throw new Error(
        `A stored credential was sealed with the key ${keyId}, and ${keyFile} holds ${keys.map((each) => each.id).join(', ')}: ` +
          'restore the key file that belongs to this database, or enter the credential anew',
      )
    }
    const dataKey = decrypt(master.bytes, boundTo('key', place, keyId), Buffer.from(key, 'base64url'))
    return { dataKey, sealed: Buffer.from(sealed, 'base64url'), keyId }
  }

  return {
    mark: (text) => createHmac('sha256', newest.bytes).update(`mark:${text}`).digest('base64url'),
    fingerprint: newest.id,
    seal(place, value) {
      const dataKey = Buffer.from(random(32))
      const sealed = encrypt(dataKey, boundTo('value', place), Buffer.from(JSON.stringify(value)), random)
      return `tv1.${newest.id}.${wrapped(newest, place, dataKey)}.${sealed.toString('base64url')}`
    },
    open(place, blob) {
      const { dataKey, sealed } = unwrapped(place, blob)
      // Authentic, so it is what `seal` wrote.
      const value: Json = JSON.parse(decrypt(dataKey, boundTo('value', place), sealed).toString('utf8'))
      return value
    },
    rewrap(place, blob) {
      const { dataKey, sealed, keyId } = unwrapped(place, blob)
      if (keyId === newest.id) return blob
      return `tv1.${newest.id}.${wrapped(newest, place, dataKey)}.${sealed.toString('base64url')}`
    },
  }
}

const parts = /^tv1\.([0-9a-f]{12})\.([\w-]{80})\.([\w-]{38,})$/
const nonceSize = 12
const tagSize = 16

/** What the ciphertext is tied to. As JSON, so that no two lists of words read the same. */
const boundTo = (...words: string[]) => Buffer.from(JSON.stringify(['trefoil vault 1', ...words]))

function encrypt(key: Buffer, bound: Buffer, plain: Buffer, random: (size: number) => Uint8Array): Buffer {
  const nonce = random(nonceSize)
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagSize }).setAAD(bound)
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

function decrypt(key: Buffer, bound: Buffer, sealed: Buffer): Buffer {
  const nonce = sealed.subarray(0, nonceSize)
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagSize }).setAAD(bound)
  decipher.setAuthTag(sealed.subarray(sealed.length - tagSize))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(nonceSize, sealed.length - tagSize)), decipher.final()])
  } catch (cause) {
    throw new Error(
      'A stored credential is damaged or does not belong where it lies: it is not what was sealed; enter the credential anew',
      { cause },
    )
  }
}
