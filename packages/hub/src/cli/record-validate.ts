import { exitCodes } from './exit.ts'
import { show, table } from './print.ts'

/** Ends with 8 where a check failed. */
export async function validateOne(id: string, options: { flow: string; json?: boolean }): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const params = { path: { id }, query: { flow: options.flow } }
  const found = await answer(reach().GET('/api/v1/records/{id}/checks', { params }))
  show(found, options, ({ checks }) =>
    table(
      ['', 'check', 'found'],
      checks.map(({ passed, title, says }) => [passed ? 'pass' : 'fail', title, says]),
    ),
  )
  if (!found.passed) process.exitCode = exitCodes.checkFailed
}
