import type { EffectLog } from '../server/effects.ts'
import type { Random } from '../server/seeded-random.ts'
import type { CloverChoices } from './choices.ts'
import type { Key, Keyring, Region } from './keys/keyring.ts'
import type { Shop } from './shop/shop.ts'

/** Everything behind one address: the merchants of a region, and the keys to them. */
export interface Town {
  region: Region
  choices: CloverChoices
  shops: Map<string, Shop>
  keys: Keyring
  random: Random
  effects: EffectLog
  now: () => Date
}

/** The shop that a key opens. */
export function shopOf(town: Town, key: Key): Shop {
  const shop = town.shops.get(key.merchantId)
  if (shop === undefined) throw new Error(`a key for ${key.merchantId}, which is no merchant here`)
  return shop
}

/** Whether the Ecommerce API is offered: in the United States and Canada only. */
export const hasEcommerce = ({ region }: Town): boolean => region === 'sandbox' || region === 'na'
