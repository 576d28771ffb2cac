import { Command, InvalidArgumentError } from 'commander'
import { type Region, regions } from '../clover/keys/keyring.ts'

/** What the command line asks for. */
export interface Wishes {
  clover: boolean
  klaviyo: boolean
  shopify: boolean
  customers?: number
  orders?: number
  items?: number
  products?: number
  region: Region
  oddities: boolean
  seed?: number
  cloverPort?: number
  klaviyoPort?: number
  shopifyPort?: number
  limits: boolean
  latency?: number
  json: boolean
  parent: boolean
}

/** Without `--clover`, `--klaviyo` and `--shopify`, all are meant. */
export function wishesOf(argv: readonly string[]): Wishes {
  const command = new Command('trefoil-simulators')
    .description('Pretend Clover, Klaviyo and Shopify on this machine, for trying things out and for tests')
    .option('--clover', 'only Clover', false)
    .option('--klaviyo', 'only Klaviyo', false)
    .option('--shopify', 'only Shopify', false)
    .option('--customers <count>', 'customers that the shops have at first', count)
    .option('--orders <count>', 'orders that the shops have at first', count)
    .option('--items <count>', 'items that the Clover shop has', count)
    .option('--products <count>', 'products that the Shopify shop has', count)
    .option('--region <name>', `whose rules Clover keeps: ${regions.join(', ')}`, region, 'sandbox' as const)
    .option('--oddities', 'with what imports stumble over: 150 phone numbers, an order without lines', false)
    .option('--seed <number>', 'the same seed gives the same shop', count)
    .option('--clover-port <port>', 'default: a free one', port)
    .option('--klaviyo-port <port>', 'default: a free one', port)
    .option('--shopify-port <port>', 'default: a free one', port)
    .option('--no-limits', 'without the rate limits of the vendors')
    .option('--latency <ms>', 'milliseconds that every reply takes', count)
    .option('--json', 'print one line of JSON when listening', false)
    .option('--parent', 'stop when standard input ends, so as not to outlive the program that started this one', false)
    .allowExcessArguments(false)
  const wishes = command.parse(argv).opts<Wishes>()
  const all = !wishes.clover && !wishes.klaviyo && !wishes.shopify
  return all ? { ...wishes, clover: true, klaviyo: true, shopify: true } : wishes
}

function region(text: string): Region {
  const known = regions.find((one) => one === text)
  if (known === undefined) throw new InvalidArgumentError(`one of ${regions.join(', ')}`)
  return known
}

function count(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('a whole number is wanted')
  return Number(text)
}

function port(text: string): number {
  if (count(text) > 65_535) throw new InvalidArgumentError('a port is 65535 at most')
  return count(text)
}
