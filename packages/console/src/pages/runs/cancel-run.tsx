import { Button } from '@mantine/core'
import { tellTrouble } from '../../components/told.ts'
import { useCancelRun } from '../../queries/runs.ts'
import { t } from '../../words/words.ts'

export function CancelRun({ id }: { id: string }) {
  const cancel = useCancelRun(id)
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
