import { type CloverOptions, type CloverSimulator, startClover } from '@trefoil/simulators'
import { Clover } from './ecommerce/clover.ts'
import { testCards } from './ecommerce/tokens.ts'
import { type CloverPlatform, cloverPlatform } from './platform/platform.ts'
import { allAt } from './test-world.ts'

/** A pretended Clover, and both clients for it. */
export interface TestShop {
  simulator: CloverSimulator
  till: CloverPlatform
  clover: Clover
  /** A fresh single-use token of a test card. */
  cardToken(card?: keyof typeof testCards): Promise<string>
  /** Method and path of what was asked since, without the merchant. */
  asked(): string[]
}

/** Noon of a day in the middle of things. */
export const noon = new Date('2026-01-01T12:00:05Z')

/** A shop without customers and orders, unless told otherwise. */
export async function openShop(options: CloverOptions = {}): Promise<TestShop> {
  const simulator = await startClover({ customers: 0, orders: 0, now: () => noon, limits: false, ...options })
  const { merchantId, token, url, ecommerce } = simulator
  const place = {
    environment: 'sandbox',
    endpoints: allAt(url),
    world: { now: () => noon.getTime(), random: () => 0, wait: async () => {} },
  } as const
  const clover = new Clover(ecommerce.privateKey, place)
  const card = { exp_month: '12', exp_year: '2030', cvv: '123' }
  let seen = 0
  return {
    simulator,
    till: cloverPlatform(token, { merchantId, ...place }),
    clover,
    cardToken: async (name = 'visa') => {
      const made = await clover.tokens.create({
        apiKey: ecommerce.publicKey,
        card: { ...card, number: testCards[name] },
      })
      return made.id
    },
    asked: () => {
      const all = simulator.requests()
      const lines = all
        .slice(seen)
        .map(({ method, path }) => `${method} ${path.replace(/^.*?\/merchants\/[^/?]+/, '')}`)
      seen = all.length
      return lines
    },
  }
}
