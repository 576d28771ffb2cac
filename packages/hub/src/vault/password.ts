import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'

/** How hard a password is to guess from its hash: Argon2id over so much memory (KiB), so many times. */
export interface Hardness {
  memory: number
  passes: number
}

/** A third of a second and 64 MiB on one core. */
const ordinary: Hardness = { memory: 65_536, passes: 3 }

const tagLength = 32

/** Hashes passwords, a few at a time: each takes its memory while it works. Where too many wait: BusyError. */
export interface Passwords {
  hash(password: string): Promise<string>
  /** A missing hash takes as long as a wrong password, so that nobody learns which accounts there are. */
  isRight(password: string, hash: string | null): Promise<boolean>
}

/** Nobody is turned away for what he said, but for how many came at once. */
export class BusyError extends Error {
  override readonly name = 'BusyError'
  constructor() {
    super('The hub has more passwords to check than it can at this moment, and did not look at yours: try again')
  }
}

/** More may wait than one address is heard (operations/throttle.ts), so that one alone keeps nobody out. */
const ordinaryRoom = { atOnce: 4, waiting: 60 }

export function openPasswords(hardness: Hardness = ordinary, room = ordinaryRoom): Passwords {
  const waiting: (() => void)[] = []
  let working = 0
  const enter = async () => {
    if (working >= room.atOnce) {
      if (waiting.length >= room.waiting) throw new BusyError()
      return new Promise<void>((resolve) => void waiting.push(resolve))
    }
    working += 1
  }
  const leave = () => {
    const next = waiting.shift()
    if (next === undefined) working -= 1
    else next()
  }
  const derive = async (password: string, salt: Uint8Array, { memory, passes }: Hardness) => {
    await enter()
    try {
      return await argon2id(password, salt, { memory, passes })
    } finally {
      leave()
    }
  }
  return {
    async hash(password) {
      const salt = randomBytes(16)
      return print(hardness, salt, await derive(password, salt, hardness))
    },
    async isRight(password, hash) {
      const known = hash === null ? undefined : read(hash)
      const { salt, tag, ...cost } = known ?? { ...hardness, salt: randomBytes(16), tag: randomBytes(tagLength) }
      const derived = await derive(password, salt, cost)
      return timingSafeEqual(derived, tag) && known !== undefined
    },
  }
}

function argon2id(password: string, nonce: Uint8Array, { memory, passes }: Hardness): Promise<Buffer> {
  // One person types é as one character, the next as two.
  const message = password.normalize('NFKC')
  return new Promise((resolve, reject) => {
    argon2('argon2id', { message, nonce, parallelism: 1, tagLength, memory, passes }, (error, tag) => {
      if (error === null || error === undefined) resolve(tag)
      else reject(error)
    })
  })
}

/** The usual text of an Argon2 hash, which other tools read as well. */
function print({ memory, passes }: Hardness, salt: Uint8Array, tag: Uint8Array): string {
  return `$argon2id$v=19$m=${memory},t=${passes},p=1$${base64(salt)}$${base64(tag)}`
}

function read(hash: string): (Hardness & { salt: Buffer; tag: Buffer }) | undefined {
  const parts = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=1\$([\w+/]+)\$([\w+/]{43})$/.exec(hash)
  if (parts === null) return undefined
  const [, memory, passes, salt = '', tag = ''] = parts
  const bytes = (text: string) => Buffer.from(text, 'base64')
  return { memory: Number(memory), passes: Number(passes), salt: bytes(salt), tag: bytes(tag) }
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replaceAll('=', '')
}
