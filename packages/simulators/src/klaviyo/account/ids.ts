import { seededRandom } from '../../server/seeded-random.ts'

/** Ids in the vendor's shapes, the same for the same seed and clock. */
export interface Ids {
  /** 26 characters that sort by the time they were made: profiles and jobs. */
  ulid(milliseconds: number): string
  /** 6 characters: lists and metrics. */
  short(isTaken: (id: string) => boolean): string
  uuid(): string
}

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

export function createIds(seed: number): Ids {
  const chance = seededRandom(seed)
  const uuids = seededRandom(seed + 1)
  let lastTime = 0
  let count = 0
  return {
    ulid: (milliseconds) => {
      // A clock that stands still or goes back must not spoil the order: four of the random characters count.
      count = milliseconds > lastTime ? 0 : count + 1
      lastTime = Math.max(lastTime, milliseconds)
      return base32(lastTime, 10) + base32(count, 4) + chance.text(crockford, 12)
    },
    short: (isTaken) => {
      let id = chance.text(letters, 6)
      while (isTaken(id)) id = chance.text(letters, 6)
      return id
    },
    uuid: uuids.uuid,
  }
}

/** The last four characters of an API key show in consent records as `method_detail`. */
export function fakeApiKey(seed: number): string {
  return `pk_fake_${seededRandom(seed + 2).text('0123456789abcdef', 26)}`
}

function base32(number: number, length: number): string {
  let text = ''
  for (let rest = number; text.length < length; rest = Math.floor(rest / 32)) text = crockford.charAt(rest % 32) + text
  return text
}
