import { useQuery } from '@tanstack/react-query'
import type { Schemas } from '../../api.ts'
import { flowsQuery } from '../../queries/flows.ts'
import { useMay } from '../../queries/session.ts'
import { CancelRun } from './cancel-run.tsx'
import { UndoRun } from './undo-run.tsx'

/**
 * A run that is not over can be ended, and one that changed records can be undone. One that its brakes stopped has its
 * own question on the page.
 */
export function RunActions({ run }: { run: Schemas['Run'] }) {
  const mayAct = useMay('operator')
  const flows = useQuery(flowsQuery)
  if (!mayAct || run.state === 'braked') return null
  const id = String(run.id)
  if (run.finishedAt === null) return <CancelRun id={id} />
  const isRead = flows.data?.data.find(({ name }) => name === run.flow)?.direction === 'to_hub'
  const { updated, linked } = run.outcomes
  return isRead && run.kind !== 'reconcile' && updated + linked > 0 ? <UndoRun id={id} /> : null
}
