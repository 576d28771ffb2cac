import type { Random } from '../../server/seeded-random.ts'

const domains = ['example.com', 'example.org', 'example.net', 'mail.example.com', 'post.example.org'] as const

/** The n-th address: its number keeps it from being anybody else's. */
export function cleanEmail(random: Random, n: number, name: string): string {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  const local = plain.replace(/[^a-z]+/g, '.').replace(/^\.+|\.+$/g, '')
  return `${local === '' ? 'guest' : local}${n}@${random.pick(domains)}`
}

/** Slips of the finger that the till let through years ago: few, and not all of them beyond repair. */
const slips: readonly ((email: string) => string)[] = [
  (email) => email.toUpperCase(),
  (email) => email.replace(/^./, (first) => first.toUpperCase()),
  (email) => ` ${email}`,
  (email) => `${email} `,
  (email) => email.replace('@', ' at '),
  (email) => email.replace('@', '@@'),
  (email) => email.replace(/\.(com|org|net)$/, ''),
  (email) => email.replace(/@.*/, ''),
  (email) => `${email}, second.${email}`,
  () => 'none',
  () => '',
]

export const dirtyEmail = (random: Random, email: string): string => random.pick(slips)(email)
