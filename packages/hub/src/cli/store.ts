import { Command } from 'commander'
import type { Schemas } from '../client/index.ts'
import { allPages, limit } from './all-pages.ts'
import { exitCodes, Failure } from './exit.ts'
import { sheet, show, showDone, table } from './print.ts'

export function storeCommands(): Command {
  const group = new Command('store').description('The stores of the business, and where orders come from')
  group
    .command('list')
    .description('Every store, with its keys')
    .option('--archived', 'those that are closed instead')
    .option('--json', 'print JSON')
    .action(list)
  detailOptions(group.command('add').description('Enter a store').argument('<name>')).action(add)
  detailOptions(
    group
      .command('edit')
      .description('Change what is known of a store; an empty text takes it away')
      .argument('<store>', 'its name or id')
      .option('--name <name>'),
  ).action(edit)
  group
    .command('keys')
    .description('The keys that orders came from, and the store that has each')
    .option('--json', 'print JSON')
    .action(keys)
  group
    .command('map')
    .description('Orders from this key were sold in this store')
    .argument('<store>', 'its name or id')
    .argument('<connection>', 'whose key it is')
    .argument('<key>', 'as in `trefoil store keys`')
    .option('--json', 'print JSON')
    .action(map)
  group
    .command('unmap')
    .description('Take a key away from the store that has it')
    .argument('<connection>')
    .argument('<key>')
    .option('--json', 'print JSON')
    .action(unmap)
  group
    .command('archive')
    .description('Close a store: it loses its keys and is in no list')
    .argument('<store>', 'its name or id')
    .option('--json', 'print JSON')
    .action(archive)
  group
    .command('restore')
    .description('Open an archived store again')
    .argument('<id>')
    .option('--json', 'print JSON')
    .action(restore)
  group
    .command('favourite')
    .description('The favourite store of a customer: that with the most orders, unless a person chose another')
    .argument('<customer>', "the hub's id")
    .option('--choose <store>', 'it is this one, whatever the orders say')
    .option('--take-back', 'it follows from the orders again')
    .option('--json', 'print JSON')
    .action(favourite)
  return group
}

const details = {
  nickname: 'what people call it among themselves',
  phone: '',
  website: '',
  address1: '',
  address2: '',
  city: '',
  region: '',
  postalCode: '',
  country: '',
}

type Details = { [Field in keyof typeof details]?: string }

function detailOptions(command: Command): Command {
  for (const [field, says] of Object.entries(details)) {
    command.option(`--${field.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)} <text>`, says)
  }
  return command.option('--json', 'print JSON')
}

interface Options {
  json?: boolean
}

type Store = Schemas['Store']

async function list(options: Options & { archived?: boolean }): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const client = reach()
  const archived = options.archived === true ? 'true' : 'false'
  const page = await allPages((cursor) =>
    answer(client.GET('/api/v1/stores', { params: { query: { limit, archived, ...cursor } } })),
  )
  show(page, options, ({ data }) =>
    table(
      ['id', 'name', 'nickname', 'city', 'keys', 'orders'],
      data.map(({ id, name, nickname, city, keys: has }) => [
        ...[id, name, nickname, city],
        has.map(({ connection, key }) => `${connection}:${key}`).join(' ') || null,
        has.reduce((sum, { orders }) => sum + orders, 0),
      ]),
    ),
  )
}

async function add(name: string, options: Options & Details): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const { json: _, ...fields } = options
  const store = await answer(reach().POST('/api/v1/stores', { body: { name, ...fields, keys: [] } }))
  show(store, options, ({ id }) => `${name} is store ${id}: map its keys with \`trefoil store map\``)
}

async function edit(which: string, options: Options & Details & { name?: string }): Promise<void> {
  const { json: _, ...fields } = options
  if (Object.keys(fields).length === 0) throw new Failure(exitCodes.usage, 'Say what to change, such as --phone')
  showStore(await change(which, () => fields), options)
}

async function keys(options: Options): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const found = await answer(reach().GET('/api/v1/stores/keys'))
  show(found, options, ({ data }) =>
    table(
      ['connection', 'key', 'orders', 'last', 'store'],
      data.map(({ connection, key, orders, lastAt, store }) => [connection, key, orders, lastAt, store?.name]),
    ),
  )
}

async function map(which: string, connection: string, key: string, options: Options): Promise<void> {
  const store = await change(which, (now) => ({ keys: [...keysOf(now), { connection, key }] }))
  showDone({ store: store.name, connection, key }, options, `Orders of ${connection} from ${key} are ${store.name}'s`)
}

async function unmap(connection: string, key: string, options: Options): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const { data } = await answer(reach().GET('/api/v1/stores/keys'))
  const found = data.find((each) => each.connection === connection && each.key === key)
  const store = found?.store ?? null
  if (store === null) throw new Failure(exitCodes.notFound, `No store has the key ${key} of ${connection}`)
  await change(String(store.id), (now) => ({
    keys: keysOf(now).filter((each) => each.connection !== connection || each.key !== key),
  }))
  showDone({ store: store.name, connection, key }, options, `${store.name} has the key ${key} of ${connection} no more`)
}

async function archive(which: string, options: Options): Promise<void> {
  const { name } = await change(which, () => ({ isArchived: true }))
  showDone({ store: name, isArchived: true }, options, `${name} is archived`)
}

async function restore(id: string, options: Options): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const store = await answer(
    reach().PATCH('/api/v1/stores/{id}', { params: { path: { id } }, body: { isArchived: false } }),
  )
  showStore(store, options)
}

type Choice = Options & { choose?: string; takeBack?: boolean }

async function favourite(id: string, options: Choice): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const client = reach()
  const params = { path: { id } }
  const ask = async () => {
    if (options.takeBack === true) return client.DELETE('/api/v1/customers/{id}/store', { params })
    if (options.choose === undefined) return client.GET('/api/v1/customers/{id}/store', { params })
    const body = { store: (await storeCalled(options.choose)).id }
    return client.PUT('/api/v1/customers/{id}/store', { params, body })
  }
  const found = await answer(ask())
  show(found, options, ({ favourite: best, choice, visits }) =>
    [
      best === null ? 'No favourite store: nothing was bought in any' : `${best.name}, ${sourceOf(choice)}`,
      ...(visits.length === 0
        ? []
        : [
            table(
              ['store', 'orders', 'last'],
              visits.map(({ name, orders, lastAt }) => [name, orders, lastAt]),
            ),
          ]),
    ].join('\n'),
  )
}

function sourceOf(choice: Schemas['FavouriteStore']['choice']): string {
  return choice === null ? 'by the orders' : `chosen by ${choice.by} at ${choice.at}`
}

async function change(which: string, of: (store: Store) => Schemas['ChangeStoreInput']): Promise<Store> {
  const { answer, reach } = await import('./reach.ts')
  const store = await storeCalled(which)
  const params = { path: { id: String(store.id) } }
  return answer(reach().PATCH('/api/v1/stores/{id}', { params, body: of(store) }))
}

function keysOf({ keys: has }: Store): { connection: string; key: string }[] {
  return has.map(({ connection, key }) => ({ connection, key }))
}

/** By its name, else by its id. */
export async function storeCalled(which: string): Promise<Store> {
  const { answer, reach } = await import('./reach.ts')
  const client = reach()
  const { data } = await allPages((cursor) =>
    answer(client.GET('/api/v1/stores', { params: { query: { limit, ...cursor } } })),
  )
  const called = which.trim().toLowerCase()
  const found = data.find(({ name }) => name.toLowerCase() === called) ?? data.find(({ id }) => String(id) === called)
  if (found !== undefined) return found
  const names = data.map(({ name }) => name).join(', ')
  throw new Failure(
    exitCodes.notFound,
    `No store is called "${which}": there ${names === '' ? 'is none' : `is ${names}`}`,
  )
}

function showStore(store: Store, options: Options): void {
  show(store, options, ({ id, keys: has, archivedAt, createdAt, ...rest }) =>
    sheet([
      ['id', id],
      ...Object.entries(rest),
      ['keys', has.map(({ connection, key }) => `${connection}:${key}`).join(' ') || null],
      ['archived', archivedAt],
      ['entered', createdAt],
    ]),
  )
}
