import { Command } from 'commander'
import { allPages, limit } from './all-pages.ts'
import { exitCodes, Failure } from './exit.ts'
import { note, show, showDone, table } from './print.ts'
import { type Role, roleNamed, roleOption } from './roles.ts'

export function personCommands(): Command {
  const group = new Command('person').description('Who may use the console')
  group.command('list').description('Everybody with an account').option('--json', 'print JSON').action(list)
  group
    .command('invite')
    .description('Make an account, and print the link that opens it once')
    .argument('<email>')
    .requiredOption('--name <name>', 'what the person is called')
    .addOption(roleOption().default('operator'))
    .option('--json', 'print JSON')
    .action(invite)
  group
    .command('link')
    .description('A new sign-in link for somebody who lost the way in')
    .argument('<email>')
    .option('--json', 'print JSON')
    .action(link)
  group
    .command('role')
    .description('Give somebody another role; all sessions of that person end')
    .argument('<email>')
    .argument('<role>', 'viewer, operator, editor, admin or owner')
    .option('--json', 'print JSON')
    .action(changeRole)
  group
    .command('sign-out')
    .description('End every session of somebody')
    .argument('<email>')
    .option('--json', 'print JSON')
    .action(signOut)
  group
    .command('remove')
    .description('Take an account away, with all its sessions')
    .argument('<email>')
    .option('--json', 'print JSON')
    .action(remove)
  return group
}

async function people() {
  const { answer, reach } = await import('./reach.ts')
  const client = reach()
  const page = await allPages((cursor) =>
    answer(client.GET('/api/v1/people', { params: { query: { limit, ...cursor } } })),
  )
  return { answer, client, page }
}

interface Options {
  json?: boolean
}

async function list(options: Options): Promise<void> {
  const { page } = await people()
  show(page, options, ({ data }) =>
    table(
      ['id', 'name', 'e-mail', 'role', 'signed in'],
      data.map(({ id, name, email, role: may, signedInAt }) => [id, name, email, may, signedInAt]),
    ),
  )
}

async function invite(email: string, options: Options & { name: string; role: Role }): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const body = { email, name: options.name, role: options.role }
  await showLink(await answer(reach().POST('/api/v1/people', { body })), options)
}

async function link(email: string, options: Options): Promise<void> {
  const { answer, client, path } = await personCalled(email)
  await showLink(await answer(client.POST('/api/v1/people/{id}/link', { params: { path } })), options)
}

async function changeRole(email: string, text: string, options: Options): Promise<void> {
  const role = roleNamed(text)
  if (role === undefined)
    throw new Failure(exitCodes.usage, `There is no role ${text}: viewer, operator, editor, admin or owner`)
  const { answer, client, path } = await personCalled(email)
  await answer(client.PATCH('/api/v1/people/{id}', { params: { path }, body: { role } }))
  showDone({ email, role }, options, `${email} is ${role} now`)
}

async function signOut(email: string, options: Options): Promise<void> {
  const { answer, client, path } = await personCalled(email)
  const { ended } = await answer(client.DELETE('/api/v1/people/{id}/sessions', { params: { path } }))
  showDone({ email, ended }, options, `${ended} ${ended === 1 ? 'session' : 'sessions'} of ${email} ended`)
}

async function remove(email: string, options: Options): Promise<void> {
  const { answer, client, path } = await personCalled(email)
  await answer(client.DELETE('/api/v1/people/{id}', { params: { path } }))
  showDone({ removed: email }, options, `${email} has no account any more`)
}

async function personCalled(email: string) {
  const { answer, client, page } = await people()
  const person = page.data.find((each) => each.email === email.trim().toLowerCase())
  if (person === undefined) throw new Failure(exitCodes.notFound, `Nobody here has the e-mail address ${email}`)
  return { answer, client, path: { id: String(person.id) } }
}

/** The hub cannot know under which name people reach it: the address is the one that this command used. */
async function showLink(made: { path: string }, options: Options): Promise<void> {
  const { addressOfHub } = await import('./reach.ts')
  if (options.json !== true) {
    note('Opens the console once, and for a day; who reaches the hub under another address puts that before /enter:')
  }
  show(made, options, ({ path }) => `${addressOfHub()}${path}`)
}
