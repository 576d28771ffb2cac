import { Command, CommanderError } from 'commander'
import self from '../../package.json' with { type: 'json' }
import { auditCommands } from './audit.ts'
import { changesCommand } from './changes.ts'
import { connectCommand } from './connect.ts'
import { connectionCommands } from './connection.ts'
import { consentCommands } from './consent.ts'
import { customerCommands } from './customer.ts'
import { demoCommand } from './demo.ts'
import { exitCodes, Failure } from './exit.ts'
import { flowCommands } from './flow.ts'
import { formulaCommands } from './formula.ts'
import { initialiseCommand } from './initialise.ts'
import { issueCommands } from './issue.ts'
import { keyCommands } from './key.ts'
import { mailCommands } from './mail.ts'
import { mappingCommands } from './mapping.ts'
import { personCommands } from './person.ts'
import { pointsCommands } from './points.ts'
import { note } from './print.ts'
import { recipeCommands } from './recipe.ts'
import { recordCommands } from './record.ts'
import { redemptionCommands } from './redemption.ts'
import { rewardCommands } from './reward.ts'
import { runCommands } from './run.ts'
import { serveCommand } from './serve.ts'
import { settingsCommands } from './settings.ts'
import { signUpCommands } from './sign-up.ts'
import { statusCommand } from './status.ts'
import { storeCommands } from './store.ts'
import { syncCommand } from './sync.ts'
import { diagnoseCommand, systemCommand } from './system.ts'
import { workerCommand } from './worker.ts'

/** Runs one command and sets the exit code. What a command needs is loaded when it runs: `--help` is quick. */
export async function main(argv: readonly string[]): Promise<void> {
  const json = argv.includes('--json')
  const program = trefoil(json ? JSON.stringify({ version }) : version)
  for (const command of [program, ...program.commands, ...program.commands.flatMap((each) => each.commands)]) {
    command.exitOverride()
    // Said as JSON, once it is caught.
    if (json) command.configureOutput({ outputError: () => {} })
  }
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // A reader that has seen enough (`trefoil record list | head`) is no error.
    if (error.code === 'EPIPE') process.exit(exitCodes.ok)
    note(`The output cannot be written: ${error.message}`)
    process.exit(exitCodes.failed)
  })
  // With nobody to tell, the exit code still says how it went.
  process.stderr.on('error', () => {})
  try {
    await program.parseAsync([...argv])
  } catch (error) {
    process.exitCode = exitOf(error, json)
  }
}

/** All commands, as they are typed. */
export function trefoil(says: string = version): Command {
  const program = new Command('trefoil')
    .description('One clean record of every customer, and till, mail tool and shop in step with it.')
    .version(says)
    .showSuggestionAfterError()
    .configureHelp({ showGlobalOptions: true })
  const commands = [
    demoCommand(),
    serveCommand(),
    workerCommand(),
    connectCommand(),
    connectionCommands(),
    recipeCommands(),
    flowCommands(),
    syncCommand(),
    initialiseCommand(),
    recordCommands(),
    customerCommands(),
    changesCommand(),
    consentCommands(),
    runCommands(),
    issueCommands(),
    statusCommand(),
    systemCommand(),
    diagnoseCommand(),
    storeCommands(),
    signUpCommands(),
    pointsCommands(),
    settingsCommands(),
    mailCommands(),
    mappingCommands(),
    formulaCommands(),
    rewardCommands(),
    redemptionCommands(),
    personCommands(),
    keyCommands(),
    auditCommands(),
  ]
  for (const command of commands) program.addCommand(command)
  return program.addHelpText('after', help)
}

/** Read here, so that `--help` loads nothing of the hub's. */
const { version } = self

const help = `
Try it without any account:  trefoil demo
Exit codes: 0 ok, 1 failed, 2 wrong use, 4 not allowed, 5 not found, 6 conflict, 7 some records failed,
8 a check failed, 69 no hub answers, 75 the data directory is in use`

function exitOf(error: unknown, json: boolean): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return exitCodes.ok
    if (json) note(JSON.stringify({ error: error.message.replace(/^error: /, ''), exitCode: exitCodes.usage }))
    return exitCodes.usage
  }
  if (error instanceof Failure) {
    note(json ? JSON.stringify({ error: error.message, exitCode: error.exitCode, ...error.facts }) : error.message)
    return error.exitCode
  }
  const text = error instanceof Error ? wordsOf(error) : String(error)
  note(json ? JSON.stringify({ error: text, exitCode: exitCodes.failed }) : text)
  return exitCodes.failed
}

/** A file that cannot be read or written says so itself; anything else is our own mistake, which its place finds. */
function wordsOf(error: Error): string {
  return 'syscall' in error && 'path' in error ? error.message : (error.stack ?? error.message)
}
