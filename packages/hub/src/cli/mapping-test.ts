import { checkFlow, compileFlow, runCase } from '@trefoil/mapping'
import { exitCodes, Failure } from './exit.ts'
import type { FileOptions } from './mapping.ts'
import { flowsIn, isFile } from './mapping-files.ts'
import { show, table } from './print.ts'

interface Tested {
  flow: string
  name: string
  pass: boolean
  difference: string | null
}

/** Files are tested here; a flow by name is tested by the hub, with the definition in force. */
export async function test(what: string, options: FileOptions): Promise<void> {
  const tested = (await isFile(what)) ? await inFiles(what, options.connector) : await inHub(what)
  const failed = tested.filter(({ pass }) => !pass)
  const passed = tested.length - failed.length
  show({ passed, failed: failed.length, cases: tested }, options, ({ cases }) => {
    const rows = cases.map(({ flow, name, pass }) => [pass ? 'pass' : 'FAIL', flow, name])
    const why = failed.map(({ name, difference }) => `${name}\n  ${(difference ?? '').replaceAll('\n', '\n  ')}`)
    return [table(['', 'flow', 'case'], rows), ...why, `${passed} of ${cases.length} pass`].join('\n\n')
  })
  if (tested.length === 0) throw new Failure(exitCodes.checkFailed, `${what} has no cases: add them under "cases"`)
  if (failed.length > 0) throw new Failure(exitCodes.checkFailed, `${failed.length} of ${tested.length} cases fail`)
}

async function inFiles(path: string, connector: string | undefined): Promise<Tested[]> {
  const flows = await flowsIn(path, connector)
  return flows.flatMap(({ definition, environment }) => {
    const { name: flow, cases = [] } = definition
    const [wrong] = checkFlow(definition, environment).filter(({ severity }) => severity === 'error')
    if (wrong !== undefined) {
      throw new Failure(exitCodes.checkFailed, `${flow} cannot be used: ${wrong.message}. See trefoil mapping check`)
    }
    const mapper = compileFlow(definition, environment)
    return cases.map((example) => {
      const result = runCase(example, mapper)
      return { flow, name: example.name, pass: result.pass, difference: result.pass ? null : result.difference }
    })
  })
}

async function inHub(name: string): Promise<Tested[]> {
  const { answer, reach } = await import('./reach.ts')
  const ran = await answer(reach().POST('/api/v1/flows/{name}/cases/run', { params: { path: { name } } }))
  return ran.cases.map((each) => ({ flow: ran.flow, ...each }))
}
