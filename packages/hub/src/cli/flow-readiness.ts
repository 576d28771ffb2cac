import type { Schemas } from '../client/client.ts'
import { exitCodes } from './exit.ts'
import { show } from './print.ts'

/** Ends with 8 where the flow could not run. Records that it would leave out are told, and keep nothing from running. */
export async function printReadiness(name: string, options: { json?: boolean }): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const found = await answer(reach().GET('/api/v1/flows/{name}/readiness', { params: { path: { name } } }))
  show(found, options, readinessInWords)
  if (!found.ready) process.exitCode = exitCodes.checkFailed
}

function readinessInWords({ flow, ready, checks }: Schemas['Readiness']): string {
  const lines = checks.flatMap(({ passed, title, says, todo, records }) => [
    `${passed ? 'pass' : 'fail'}  ${title}: ${says}`,
    ...(todo === null ? [] : [`      What to do: ${todo}`]),
    ...records.map((record) => `      ${record.id === '' ? 'without an id' : record.id}: ${record.says}`),
  ])
  return [`${flow} is ${ready ? 'ready' : 'not ready'}`, ...lines].join('\n')
}
