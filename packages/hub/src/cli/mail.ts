import { Command } from 'commander'
import { show } from './print.ts'

export function mailCommands(): Command {
  const group = new Command('mail').description('What the hub tells by mail')
  group.command('test').description('Send a test mail to whom alerts go').option('--json', 'print JSON').action(test)
  return group
}

async function test(options: { json?: boolean }): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const sent = await answer(reach().POST('/api/v1/mail/test', {}))
  show(sent, options, ({ to }) => `The mail server took a test mail for ${to} ${to === 1 ? 'address' : 'addresses'}`)
}
