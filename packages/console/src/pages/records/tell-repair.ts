import { tellUndo } from '../../components/tell-undo.tsx'
import { tell, tellTrouble } from '../../components/told.ts'
import { useUndoRepair } from '../../queries/repairs.ts'
import { t } from '../../words/words.ts'

/** Says that a repair is done, with the way back beside it. */
export function useTellRepair() {
  const undo = useUndoRepair()
  return (message: string, repair: number | null) => {
    if (repair === null) return tell(message)
    // Whoever told of it may be gone from the screen by then.
    tellUndo(message, () => undo.mutateAsync(repair).then(() => tell(t('Undone')), tellTrouble))
  }
}
