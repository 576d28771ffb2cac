import { Link } from '@tanstack/react-router'
import type { Schemas } from '../../api.ts'
import { Sheet } from '../../components/page.tsx'
import { t } from '../../words/words.ts'
import { RunRows } from '../runs/run-rows.tsx'

export function RecentRuns({ runs }: { runs: readonly Schemas['Run'][] }) {
  return (
    <Sheet title={t('Newest runs')} actions={<Link to="/runs">{t('All runs')}</Link>} flush>
      <RunRows runs={runs} />
    </Sheet>
  )
}
