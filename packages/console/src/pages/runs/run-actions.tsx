import { Button } from '@mantine/core'
import type { Schemas } from '../../api.ts'
import { tellTrouble } from '../../components/told.ts'
import { useCancelRun } from '../../queries/runs.ts'
import { useMay } from '../../queries/session.ts'
import { t } from '../../words/words.ts'

/** A run that is not over can be ended. One that its brakes stopped has its own question on the page. */
export function RunActions({ run }: { run: Schemas['Run'] }) {
  const cancel = useCancelRun(String(run.id))
  const mayCancel = useMay('operator')
  if (run.finishedAt !== null || run.state === 'braked' || !mayCancel) return null
  return (
    <Button
      variant="default"
      loading={cancel.isPending}
      onClick={() => cancel.mutate(undefined, { onError: tellTrouble })}
    >
      {t('Cancel the run')}
    </Button>
  )
}
