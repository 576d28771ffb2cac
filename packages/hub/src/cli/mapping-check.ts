import { checkFlow } from '@trefoil/mapping'
import { findingsInWords, textIn } from './diagnostic-words.ts'
import { exitCodes, Failure } from './exit.ts'
import type { FileOptions } from './mapping.ts'
import { flowsIn } from './mapping-files.ts'
import { print } from './print.ts'

/** Ends with 8 where something is wrong; what is only odd does not stop a script. */
export async function check(file: string, options: FileOptions): Promise<void> {
  const flows = await flowsIn(file, options.connector)
  const checked = flows.map(({ definition, environment }) => ({
    definition,
    diagnostics: checkFlow(definition, environment),
  }))
  if (options.json === true) {
    print(
      JSON.stringify(
        { flows: checked.map(({ definition: { name }, diagnostics }) => ({ name, diagnostics })) },
        null,
        2,
      ),
    )
  } else {
    const words = checked.map(
      ({ definition, diagnostics }) =>
        `${definition.name}\n${findingsInWords(diagnostics, (path) => textIn(definition, path))}`,
    )
    print(words.join('\n\n'))
  }
  const errors = checked.flatMap(({ diagnostics }) => diagnostics).filter(({ severity }) => severity === 'error')
  if (errors.length > 0) {
    throw new Failure(exitCodes.checkFailed, `${file}: ${errors.length} ${errors.length === 1 ? 'error' : 'errors'}`)
  }
}
