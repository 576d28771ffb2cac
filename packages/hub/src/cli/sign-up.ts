import { Command } from 'commander'
import type { Schemas } from '../client/client.ts'
import { note, show, table } from './print.ts'

interface ListOptions {
  limit: string
  cursor?: string
  json?: boolean
}

export function signUpCommands(): Command {
  const group = new Command('sign-up').description('Customers who signed up by the form under /join')
  group
    .command('list')
    .description('The newest sign-ups, and how each stands towards every destination')
    .option('--limit <n>', 'at most 200', '50')
    .option('--cursor <cursor>', 'go on where the last page ended')
    .option('--json', 'print JSON')
    .action(list)
  return group
}

async function list(options: ListOptions): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const { cursor } = options
  const query = { limit: Number(options.limit), ...(cursor === undefined ? {} : { cursor }) }
  const page = await answer(reach().GET('/api/v1/sign-ups', { params: { query } }))
  show(page, options, ({ data }) =>
    table(
      ['at', 'customer', 'name', 'was', 'destination', 'stands', 'id there', 'reason'],
      data.flatMap((signUp) => {
        const { at, customerId, customer, how } = signUp
        const head = [at, customerId, customer, how]
        if (signUp.deliveries.length === 0) return [[...head, null, 'no flow sends customers', null, null]]
        return signUp.deliveries.map((each) => [
          ...head,
          each.connection,
          standing(each),
          each.externalId,
          reason(each),
        ])
      }),
    ),
  )
  if (page.next_cursor !== null && options.json !== true) note(`More: --cursor ${page.next_cursor}`)
}

type Delivery = Schemas['SignUp']['deliveries'][number]

function standing({ state, externalId, isEnabled }: Delivery): string {
  if (state === 'held') return 'held'
  if (state === 'done') return externalId === null ? 'not sent' : 'delivered'
  return isEnabled ? 'on its way' : 'waits for the flow'
}

function reason({ fault }: Delivery): string | null {
  return typeof fault?.message === 'string' ? fault.message : null
}
