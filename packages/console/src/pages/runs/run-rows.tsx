import { Link } from '@tanstack/react-router'
import type { Schemas } from '../../api.ts'
import { RunMark } from '../../components/mark.tsx'
import { type Column, Rows } from '../../components/rows.tsx'
import { Empty } from '../../components/states.tsx'
import { Span, When } from '../../components/when.tsx'
import { number, t } from '../../words/words.ts'
import { kindWord } from './kind-word.ts'

type Run = Schemas['Run']

interface RunRowsProps {
  runs: readonly Run[]
  /** All are of the flow on whose page they stand, so that its name need not be said again. */
  isOfOneFlow?: boolean
}

/** Runs, the newest first. */
export function RunRows({ runs, isOfOneFlow = false }: RunRowsProps) {
  if (runs.length === 0) {
    return (
      <Empty
        title={t('Nothing has run yet')}
        says={t('A flow runs by its triggers, or when you say so on its page.')}
      />
    )
  }
  return <Rows label={t('Runs')} columns={columns(isOfOneFlow)} items={runs} keyOf={({ id }) => id} />
}

function columns(isOfOneFlow: boolean): Column<Run>[] {
  return [
    {
      head: isOfOneFlow ? t('Number') : t('Flow'),
      cell: ({ id, flow }) => (
        <Link to="/runs/$id" params={{ id: String(id) }} className="in-one-line">
          {isOfOneFlow ? `#${id}` : flow} {!isOfOneFlow && <span className="quiet">#{id}</span>}
        </Link>
      ),
    },
    { head: t('State'), cell: ({ state }) => <RunMark state={state} /> },
    { head: t('Why'), cell: ({ kind }) => kindWord(kind), isDeskOnly: true },
    { head: t('Read'), cell: ({ read }) => number(read), isNumber: true },
    {
      head: t('Changed'),
      cell: ({ outcomes: { created, updated, linked } }) => number(created + updated + linked),
      isNumber: true,
      isDeskOnly: true,
    },
    {
      head: t('Trouble'),
      cell: ({ outcomes: { held, error } }) => (
        <span className={held + error > 0 ? 'bad-number' : ''}>{number(held + error)}</span>
      ),
      isNumber: true,
    },
    {
      head: t('Took'),
      // How long a run waits for a person says nothing of how long it takes.
      cell: ({ state, startedAt, finishedAt }) =>
        startedAt === null || state === 'braked' ? '—' : <Span from={startedAt} to={finishedAt} />,
      isNumber: true,
      isDeskOnly: true,
    },
    { head: t('Began'), cell: ({ queuedAt }) => <When at={queuedAt} /> },
  ]
}
