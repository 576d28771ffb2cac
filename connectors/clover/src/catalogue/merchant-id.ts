import type { Lookup } from '@trefoil/sdk'

/** Which location a till is: stock of another one is not its own. */
export const merchantId: Lookup = {
  params: [],
  says: "Clover's id of the merchant that the connection is for; null in a test without a hub.",
  examples: [['GetCloverMerchantId()', null]],
  resolve: async (calls, session) => calls.map(() => session?.account ?? null),
}
