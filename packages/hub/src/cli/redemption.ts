import { Command } from 'commander'
import type { Schemas } from '../client/index.ts'
import { exitCodes, Failure } from './exit.ts'
import { note, sheet, show, table } from './print.ts'
import { offOf } from './reward.ts'

interface Saying {
  note?: string
  json?: boolean
}

export function redemptionCommands(): Command {
  const group = new Command('redemption').description('Rewards that customers took for points')
  group
    .command('list')
    .description('The newest first; flagged: no order had the discount in time')
    .option('--state <state>', 'redeemed, applied, cancelled or flagged')
    .option('--customer <id>', 'only of this customer, by the hub id')
    .option('--limit <n>', 'at most 200', '50')
    .option('--json', 'print JSON')
    .action(list)
  group
    .command('show')
    .description('One, with every step that it took and who took it')
    .argument('<id or code>')
    .option('--json', 'print JSON')
    .action(showOne)
  group
    .command('redeem')
    .description('Take the points of a customer for a reward; prints the code for the till')
    .argument('<customer>', 'the hub id of the customer')
    .argument('<reward>', 'the id of the reward')
    .option('--note <words>', 'why, or for what')
    .option('--json', 'print JSON')
    .action(redeem)
  group
    .command('apply')
    .description('Say that the discount was given at the till')
    .argument('<id or code>')
    .option('--order <id>', 'on this order, by its hub id')
    .option('--note <words>', 'how you know')
    .option('--json', 'print JSON')
    .action(apply)
  group
    .command('cancel')
    .description('Cancel it; the points are given back')
    .argument('<id or code>')
    .option('--note <words>', 'why')
    .option('--json', 'print JSON')
    .action(cancel)
  return group
}

const states = ['redeemed', 'applied', 'cancelled', 'flagged'] as const

async function list(options: { state?: string; customer?: string; limit: string; json?: boolean }): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const { state: asked, customer } = options
  const state = states.find((each) => each === asked)
  if (asked !== undefined && state === undefined) {
    throw new Failure(exitCodes.usage, `"${asked}" is no state of a redemption: there are ${states.join(', ')}`)
  }
  const query = {
    limit: Number(options.limit),
    ...(state === undefined ? {} : { state }),
    ...(customer === undefined ? {} : { customer: Number(customer) }),
  }
  const page = await answer(reach().GET('/api/v1/redemptions', { params: { query } }))
  show(page, options, ({ data }) =>
    table(
      ['redemption', 'code', 'state', 'reward', 'points', 'customer', 'redeemed', 'by', 'order'],
      data.map((each) => [
        each.id,
        each.code,
        stateOf(each),
        each.reward.name,
        each.reward.points,
        `${each.customer} (${each.customerId})`.trim(),
        each.redeemedAt,
        each.redeemedBy,
        each.orderId,
      ]),
    ),
  )
  if (page.has_more && options.json !== true) note('There are more: --limit 200, or --state, --customer')
}

async function showOne(named: string, options: { json?: boolean }): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const params = { path: { id: await idOf(named) } }
  show(await answer(reach().GET('/api/v1/redemptions/{id}', { params })), options, (full) => {
    const rows = full.steps.map(({ at, step, actor, orderId, note: said }) => [at, step, actor, orderId, said])
    return `${inWords(full)}\n\n${table(['when', 'step', 'by', 'order', 'note'], rows)}`
  })
}

async function redeem(customer: string, reward: string, options: Saying): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const body = { rewardId: Number(reward), ...saidIn(options) }
  const params = { path: { id: customer } }
  show(await answer(reach().POST('/api/v1/customers/{id}/redemptions', { params, body })), options, inFull)
}

async function apply(named: string, options: Saying & { order?: string }): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const { order } = options
  const body = { ...saidIn(options), ...(order === undefined ? {} : { orderId: Number(order) }) }
  const params = { path: { id: await idOf(named) } }
  show(await answer(reach().POST('/api/v1/redemptions/{id}/apply', { params, body })), options, inWords)
}

async function cancel(named: string, options: Saying): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const params = { path: { id: await idOf(named) } }
  const body = saidIn(options)
  show(await answer(reach().POST('/api/v1/redemptions/{id}/cancel', { params, body })), options, inFull)
}

/** A redemption is named by its id, or by the code that the cashier read out. */
async function idOf(named: string): Promise<string> {
  if (/^\d+$/.test(named)) return named
  const { answer, reach } = await import('./reach.ts')
  const { data } = await answer(reach().GET('/api/v1/redemptions', { params: { query: { code: named } } }))
  const [found] = data
  if (found === undefined) throw new Failure(exitCodes.notFound, `No redemption has the code ${named}`)
  return String(found.id)
}

const saidIn = ({ note: said }: Saying) => (said === undefined ? {} : { note: said })

function inFull({ redemption, balance }: Schemas['Redeemed']): string {
  return `${inWords(redemption)}\n${sheet([['points left', balance]])}`
}

function inWords(each: Schemas['Redemption']): string {
  return sheet([
    ['redemption', each.id],
    ['code', each.code],
    ['state', stateOf(each)],
    ['reward', `${each.reward.name}, ${each.reward.points} points`],
    ['at the till', `${each.reward.tillName}, ${offOf(each.reward.discount)} off`],
    ['customer', `${each.customer} (${each.customerId})`.trim()],
    ['redeemed', `${each.redeemedAt} by ${each.redeemedBy}`],
    ['applied', each.appliedAt === null ? null : `${each.appliedAt} by ${each.appliedBy}`],
    ['order', each.orderId],
    ['note', each.note],
  ])
}

function stateOf({ state, isFlagged }: Schemas['Redemption']): string {
  return isFlagged ? `${state}, flagged` : state
}
