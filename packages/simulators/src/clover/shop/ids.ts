import type { Random } from '../../server/seeded-random.ts'

/** Base 32 without I, L, O and U. */
const idAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

export const newCloverId = (random: Random): string => random.text(idAlphabet, 13)
