import { Command, InvalidArgumentError } from 'commander'
import type { Schemas } from '../client/client.ts'
import { limit } from './all-pages.ts'
import { sheet, show, showDone, table } from './print.ts'
import { openProgress } from './progress.ts'

interface Options {
  json?: boolean
}

export function pointsCommands(): Command {
  const group = new Command('points').description('What customers earned, spent and lost')
  group
    .command('status')
    .description('How the programme stands; its rules: trefoil settings show')
    .option('--json', 'print JSON')
    .action(status)
  group
    .command('show')
    .description('What a customer has, and the last entries of the ledger')
    .argument('<customer>', 'the hub id, as in 55260')
    .option('--json', 'print JSON')
    .action(showOne)
  group
    .command('give')
    .description('Give a customer points by hand')
    .argument('<customer>', 'the hub id, as in 55260')
    .argument('<points>', 'how many', count)
    .requiredOption('--note <words>', 'why')
    .option('--json', 'print JSON')
    .action((customer: string, points: number, options: AdjustOptions) => adjust(customer, points, options))
  group
    .command('take')
    .description('Take points from a customer by hand')
    .argument('<customer>', 'the hub id, as in 55260')
    .argument('<points>', 'how many', count)
    .requiredOption('--note <words>', 'why')
    .option('--json', 'print JSON')
    .action((customer: string, points: number, options: AdjustOptions) => adjust(customer, -points, options))
  group
    .command('unattributed')
    .description('The newest orders that name no customer, and what each would earn')
    .option('--json', 'print JSON')
    .action(unattributed)
  group
    .command('attribute')
    .description('Say whose an order is: an edit of its customerId, which can be taken back, and from which it earns')
    .argument('<order>', 'the hub id, as in 55261')
    .argument('<customer>', 'the hub id, as in 55260', count)
    .option('--json', 'print JSON')
    .action(attribute)
  group
    .command('recompute')
    .description('Compare every order with the ledger by the rules as they are now, and enter the differences')
    .option('--dry-run', 'only say what would move')
    .option('--json', 'print JSON')
    .action(recompute)
  return group
}

async function status(options: Options): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  show(await answer(reach().GET('/api/v1/points')), options, (points) =>
    sheet([
      ['programme', points.isOn ? 'on' : 'off: trefoil settings set loyalty.isOn=true'],
      ['earned', points.earned],
      ['redeemed', points.redeemed],
      ['expired', points.expired],
      ['adjusted', points.adjusted],
      ['balance', points.balance],
      ['members', points.members],
      ['orders without a customer', points.unattributed],
    ]),
  )
}

async function showOne(id: string, options: Options): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const params = { path: { id }, query: { limit: 50 } }
  const found = await answer(reach().GET('/api/v1/customers/{id}/points', { params }))
  show(found, options, ({ balance, data }) =>
    [
      `${balance} points`,
      table(
        ['when', 'kind', 'points', 'order', 'by', 'note'],
        data.map(({ at, kind, points, order, actor, note }) => [at, kind, points, orderName(order), actor, note]),
      ),
    ].join('\n\n'),
  )
}

interface AdjustOptions extends Options {
  note: string
}

async function adjust(id: string, points: number, options: AdjustOptions): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const body = { points, note: options.note }
  const done = await answer(reach().POST('/api/v1/customers/{id}/points', { params: { path: { id } }, body }))
  show(done, options, ({ balance }) => `${balance} points now`)
}

async function unattributed(options: Options): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const found = await answer(reach().GET('/api/v1/points/unattributed', { params: { query: { limit } } }))
  show(found, options, ({ data }) =>
    table(
      ['id', 'order', 'placed', 'status', 'would earn', 'email'],
      data.map((order) => [
        ...[order.id, order.number, order.placedAt, order.status],
        ...[order.wouldEarn, order.emailAddress],
      ]),
    ),
  )
}

async function attribute(order: string, customer: number, options: Options): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const client = reach()
  // Whose id that is, is asked first: an order can name anything.
  await answer(client.GET('/api/v1/customers/{id}/points', { params: { path: { id: String(customer) } } }))
  const params = { path: { id: order } }
  const { id } = await answer(client.PATCH('/api/v1/records/{id}', { params, body: { customerId: customer } }))
  showDone({ order: id, customer }, options, `Order ${id} is of customer ${customer}`)
}

async function recompute(options: Options & { dryRun?: boolean }): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const client = reach()
  const dryRun = options.dryRun === true
  const sum = { orders: 0, given: 0, taken: 0 }
  const customers = new Set<number>()
  await openProgress('Comparing orders', null, async (tell) => {
    for (let after: number | null = 0; after !== null; ) {
      const page: Schemas['RecomputedPoints'] = await answer(
        client.POST('/api/v1/points/recompute', { body: { after, dryRun } }),
      )
      sum.orders += page.orders
      sum.given += page.given
      sum.taken += page.taken
      for (const id of page.customers) customers.add(id)
      tell(sum.orders)
      after = page.next
    }
    return sum
  })
  show({ ...sum, customers: customers.size, dryRun }, options, (all) => {
    const would = dryRun ? 'would be ' : ''
    return `${all.orders} orders compared: ${all.given} points ${would}given and ${all.taken} taken, of ${all.customers} customers`
  })
}

function orderName(order: Schemas['PointsEntry']['order']): string | null {
  return order === null ? null : (order.number ?? String(order.id))
}

function count(text: string): number {
  const points = Number(text)
  if (Number.isSafeInteger(points) && points > 0) return points
  throw new InvalidArgumentError('write a whole number above zero, such as 20')
}
