import type { Schemas } from '../../api.ts'
import { useMay } from '../../queries/session.ts'
import { CancelRun } from './cancel-run.tsx'

/** A run that is not over can be ended. One that its brakes stopped has its own question on the page. */
export function RunActions({ run }: { run: Schemas['Run'] }) {
  const mayCancel = useMay('operator')
  if (run.finishedAt !== null || run.state === 'braked' || !mayCancel) return null
  return <CancelRun id={String(run.id)} />
}
