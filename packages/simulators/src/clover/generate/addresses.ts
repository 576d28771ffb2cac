import type { Random } from '../../server/seeded-random.ts'
import type { Address } from '../shop/customer.ts'

type Place = readonly [city: string, state: string, zip: string, country: string]

const streets = [
  'Camellia Street',
  'Harbour Road',
  'Mill Lane',
  'Oolong Avenue',
  'Station Square',
  'Willow Court',
] as const
const american: readonly Place[] = [
  ['Cambridge', 'MA', '02139', 'US'],
  ['Hoboken', 'NJ', '07030', 'US'],
  ['Holtsville', 'NY', '00501', 'US'],
  ['Portland', 'OR', '97205', 'US'],
  ['Austin', 'TX', '78701', 'US'],
  ['San Juan', 'PR', '00907', 'US'],
  ['Chicago', 'IL', '60601-2301', 'US'],
]
const foreign: readonly Place[] = [
  ['Dresden', 'SN', '01067', 'DE'],
  ['Malmö', 'M', '211 20', 'SE'],
  ['Bristol', 'England', 'BS1 4DJ', 'GB'],
  ['Montréal', 'QC', 'H2Y 1C6', 'CA'],
  ['Kraków', 'Małopolska', '30-001', 'PL'],
]

export function cleanAddress(random: Random, id: string): Address {
  return at(random, id, random.pick(american))
}

/** The same as it stands in a real till: blank, half filled, or in somebody's own idea of a country. */
export function dirtyAddress(random: Random, id: string): Address {
  const slip = random.below(100)
  if (slip < 6) return { id, address1: '', address2: '', address3: '', city: '', state: '', zip: '', country: '' }
  const full = at(random, id, random.pick(slip < 16 ? foreign : american))
  if (slip < 20) return { ...full, country: 'us', state: 'Massachusetts' }
  if (slip < 23) return { id, zip: full.zip ?? '' }
  if (slip < 26) return { ...full, country: '', address2: '  ' }
  if (slip < 40) return { ...full, address2: `Apt ${1 + random.below(40)}` }
  return full
}

function at(random: Random, id: string, [city, state, zip, country]: Place): Address {
  return { id, address1: `${1 + random.below(400)} ${random.pick(streets)}`, city, state, zip, country }
}
