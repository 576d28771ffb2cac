import { Button } from '@mantine/core'
import type { Schemas } from '../../api.ts'
import { tell, tellTrouble } from '../../components/told.ts'
import { useUndoRedemption } from '../../queries/rewards.ts'
import { t } from '../../words/words.ts'

/** Takes back what was redeemed a moment ago. */
export function UndoRedemption({ of, done }: { of: Schemas['Redemption']; done?: () => void }) {
  const undo = useUndoRedemption()
  return (
    <Button
      variant="default"
      size="md"
      h={44}
      loading={undo.isPending}
      onClick={() =>
        undo.mutate(of.id, {
          onSuccess: () => {
            tell(t('Taken back: the points are there again'))
            done?.()
          },
          onError: tellTrouble,
        })
      }
    >
      {t('Undo')}
      <span className="unseen"> {of.code}</span>
    </Button>
  )
}
