import { Command, InvalidArgumentError } from 'commander'
import type { Schemas } from '../client/index.ts'
import { sheet, show, table } from './print.ts'

interface Terms {
  name?: string
  points?: number
  off?: Discount
  till?: string
  says?: string
  from?: string
  until?: string
  json?: boolean
}

type Discount = Schemas['RewardDiscount']
type Reward = Schemas['Reward']

export function rewardCommands(): Command {
  const group = new Command('reward').description('What points buy')
  group
    .command('list')
    .description('Rewards on offer, the cheapest first')
    .option('--archived', 'also those that are no longer on offer')
    .option('--json', 'print JSON')
    .action(list)
  group
    .command('create')
    .description('Offer a reward: --points 100 --off 5.00USD --till "Reward tea"')
    .argument('<name>', 'as customers read it')
    .requiredOption('--points <number>', 'what it costs', whole)
    .requiredOption('--off <discount>', 'an amount with its currency, as 5.00USD, or a share, as 10%', discount)
    .requiredOption('--till <name>', 'what the discount is called at the till: by it the hub finds it on an order')
    .option('--says <words>', 'a sentence about it')
    .option('--from <instant>', 'from when on it holds, as in 2026-03-02T09:00:00Z')
    .option('--until <instant>', 'until when')
    .option('--json', 'print JSON')
    .action(create)
  group
    .command('change')
    .description('Change some of it; what was redeemed keeps what it was')
    .argument('<id>')
    .option('--name <name>', 'as customers read it')
    .option('--points <number>', 'what it costs', whole)
    .option('--off <discount>', 'an amount with its currency, as 5.00USD, or a share, as 10%', discount)
    .option('--till <name>', 'what the discount is called at the till')
    .option('--says <words>', 'a sentence about it')
    .option('--from <instant>', 'from when on it holds; none: at once')
    .option('--until <instant>', 'until when; none: for ever')
    .option('--json', 'print JSON')
    .action((id: string, terms: Terms) => change(id, { ...bodyOf(terms) }, terms))
  group
    .command('archive')
    .description('Take it off the offer; what was redeemed of it stays')
    .argument('<id>')
    .option('--json', 'print JSON')
    .action((id: string, options: Terms) => change(id, { isArchived: true }, options))
  group
    .command('restore')
    .description('Offer it again')
    .argument('<id>')
    .option('--json', 'print JSON')
    .action((id: string, options: Terms) => change(id, { isArchived: false }, options))
  return group
}

async function list(options: { archived?: boolean; json?: boolean }): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const query = { archived: options.archived === true ? 'true' : 'false' } as const
  show(await answer(reach().GET('/api/v1/rewards', { params: { query } })), options, ({ data }) =>
    table(
      ['reward', 'name', 'points', 'off', 'at the till', 'from', 'until', 'archived'],
      data.map((each) => [
        each.id,
        each.name,
        each.points,
        offOf(each.discount),
        each.tillName,
        each.validFrom,
        each.validUntil,
        each.archivedAt,
      ]),
    ),
  )
}

async function create(name: string, terms: Terms & { points: number; off: Discount; till: string }): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const { points, off, till } = terms
  const body = { ...bodyOf(terms), name, points, discount: off, tillName: till }
  show(await answer(reach().POST('/api/v1/rewards', { body })), terms, inWords)
}

async function change(id: string, body: Schemas['RewardChangeInput'], options: Terms): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const params = { path: { id } }
  show(await answer(reach().PATCH('/api/v1/rewards/{id}', { params, body })), options, inWords)
}

function bodyOf({ name, points, off, till, says, from, until }: Terms) {
  return {
    ...(name === undefined ? {} : { name }),
    ...(points === undefined ? {} : { points }),
    ...(off === undefined ? {} : { discount: off }),
    ...(till === undefined ? {} : { tillName: till }),
    ...(says === undefined ? {} : { says }),
    ...(from === undefined ? {} : { validFrom: from === 'none' ? null : from }),
    ...(until === undefined ? {} : { validUntil: until === 'none' ? null : until }),
  }
}

function inWords(reward: Reward): string {
  return sheet([
    ['reward', reward.id],
    ['name', reward.name],
    ['says', reward.says === '' ? null : reward.says],
    ['points', reward.points],
    ['off', offOf(reward.discount)],
    ['at the till', reward.tillName],
    ['from', reward.validFrom],
    ['until', reward.validUntil],
    ['archived', reward.archivedAt],
  ])
}

export function offOf(discount: Discount): string {
  if (discount.kind === 'percent') return `${discount.percent}%`
  const decimals = decimalsOf(discount.currency)
  return `${(discount.amount / 10 ** decimals).toFixed(decimals)}${discount.currency}`
}

function discount(text: string): Discount {
  const [, percent] = /^(\d{1,3})\s*%$/.exec(text) ?? []
  if (percent !== undefined) return { kind: 'percent', percent: Number(percent) }
  const [, units = '', cents = '', code] = /^(\d{1,8})(?:\.(\d+))?\s*([A-Za-z]{3})$/.exec(text) ?? []
  if (code === undefined) throw new InvalidArgumentError('write 5.00USD or 10%')
  const currency = code.toUpperCase()
  const decimals = decimalsOf(currency)
  if (cents.length > decimals) throw new InvalidArgumentError(`${currency} has ${decimals} decimals`)
  return { kind: 'amount', amount: Number(units + cents.padEnd(decimals, '0')), currency }
}

function decimalsOf(currency: string): number {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency })
  return format.resolvedOptions().maximumFractionDigits ?? 2
}

function whole(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('give a whole number of points, such as 100')
}
