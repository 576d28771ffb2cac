import type { Session } from '@trefoil/sdk'
import { z } from 'zod'
import { ask } from '../ask.ts'
import { shopCurrency } from '../generated/operations.gen.ts'

/** The shop's own currency, in which prices are. It changes never, or with the shop. */
export function currencyOf(session: Session): Promise<string> {
  return session.memo('currency', async () => {
    const reads = z.object({ shop: z.object({ currencyCode: z.string() }) })
    return (await ask(session, shopCurrency, {}, { reads, points: 1 })).shop.currencyCode
  })
}
