import { Button } from '@mantine/core'
import type { Schemas } from '../../api.ts'
import { tellTrouble } from '../../components/told.ts'
import { useCancelRun, useReleaseRun } from '../../queries/runs.ts'
import { t } from '../../words/words.ts'

/** A run that is not over can be ended; one that its brakes stopped can be let go on. */
export function RunActions({ run }: { run: Schemas['Run'] }) {
  const id = String(run.id)
  const cancel = useCancelRun(id)
  const release = useReleaseRun(id)
  if (run.finishedAt !== null) return null
  return (
    <>
      <Button
        variant="default"
        loading={cancel.isPending}
        onClick={() => cancel.mutate(undefined, { onError: tellTrouble })}
      >
        {t('Cancel the run')}
      </Button>
      {run.state === 'braked' && (
        <Button loading={release.isPending} onClick={() => release.mutate(undefined, { onError: tellTrouble })}>
          {t('Let it go on')}
        </Button>
      )}
    </>
  )
}
