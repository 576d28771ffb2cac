import { Clover, testCards } from '@trefoil/clover'
import type { Merchant } from '@trefoil/simulators'
import type { Job, MatrixHouse } from './matrix-house.ts'
import { lookingOn } from './operation.ts'

/** Goods and orders of a branch, and people who sign up at the mail tool: all of them arrive at the till of the house. */
export function shopJob(): Job & { branch(): Merchant } {
  let branch: Merchant | undefined
  const opened = () => {
    if (branch === undefined) throw new Error('The branch opens when the house is furnished')
    return branch
  }
  return {
    branch: opened,
    accounts: (house) => {
      const { clover, klaviyo, receiver } = house
      branch ??= openBranch(house)
      return [
        {
          ...{ connector: 'clover', name: 'till', credentials: keyOf(clover) },
          settings: { orderType: 'Online', orderEmployee: 'Olive', orderTaxRate: 'House tax' },
        },
        { connector: 'clover', name: 'branch', credentials: keyOf(branch), settings: {} },
        { connector: 'klaviyo', name: 'mail', credentials: { apiKey: klaviyo.apiKey }, settings: {} },
        {
          ...{ connector: 'clover-ecommerce', name: 'online', settings: { environment: 'sandbox' } },
          credentials: { merchantId: clover.merchantId, privateToken: clover.ecommerce.privateKey },
        },
        { connector: 'webhook', name: 'crm', credentials: { secret }, settings: { url: `${receiver.url}/hook` } },
      ]
    },
    furnish: async (house) => {
      for (const name of ['orders', 'products']) {
        const shipped = house.recipes.find(({ recipe }) => recipe === `clover-${name}`)
        if (shipped === undefined) throw new Error(`clover-${name} is not shipped`)
        const flows = shipped.flows.map((flow) => ({ ...flow, name: `branch-${name}` }))
        house.recipes.push({ ...shipped, recipe: `branch-${name}`, flows })
        await house.apply(`branch-${name}`, 'branch')
      }
      for (const name of ['items', 'categories', 'employees']) {
        const watch = { title: 'Look', says: 'Only here.', connector: 'clover', recipe: `till-${name}` }
        house.recipes.push({ ...watch, flows: [lookingOn(`till-${name}`, name)] })
        await house.apply(`till-${name}`, 'till')
      }
      for (const name of ['clover-products', 'clover-stock']) await house.apply(name, 'till')
      for (const name of ['customers', 'products', 'variants', 'stock', 'orders'])
        await house.apply(`clover-${name}-from-hub`, 'till')
      for (const name of ['klaviyo-customers', 'clover-cards', 'webhook-customers']) await house.apply(name)
    },
  }
}

const secret = `whsec_${Buffer.alloc(24, 7).toString('base64')}`

function openBranch({ clover }: MatrixHouse): Merchant {
  clover.setProperties({ trackStock: true })
  clover.shelf('orderTypes').create({ label: 'Online' })
  clover.shelf('employees').create({ name: 'Olive' })
  clover.shelf('taxRates').create({ name: 'House tax', rate: 0 })
  return clover.addMerchant({ items: 0 })
}

function keyOf({ merchantId, token }: Merchant): Record<string, string> {
  return { merchantId, apiToken: token }
}

/** Somebody gives a card on the shop's page, which makes a token of it. */
export async function cardToken({ clover }: MatrixHouse): Promise<string> {
  const { url, ecommerce } = clover
  const browser = new Clover(ecommerce.privateKey, {
    environment: 'sandbox',
    endpoints: { ecommerce: url, token: url },
  })
  const card = { number: testCards.visa, exp_month: '12', exp_year: '2030', cvv: '123' }
  return (await browser.tokens.create({ apiKey: ecommerce.publicKey, card })).id
}
