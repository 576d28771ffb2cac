import { Link } from '@tanstack/react-router'
import type { Schemas } from '../../api.ts'
import { FaultLine, FlowMark } from '../../components/mark.tsx'
import { type Column, Rows } from '../../components/rows.tsx'
import { Empty } from '../../components/states.tsx'
import { When } from '../../components/when.tsx'
import { t } from '../../words/words.ts'
import { entityWords } from '../records/entity-words.ts'
import { scheduleWords } from './schedule-words.ts'

type Flow = Schemas['Flow']

interface FlowRowsProps {
  flows: readonly Flow[]
  accounts: readonly Schemas['Connection'][]
}

export function FlowRows({ flows, accounts }: FlowRowsProps) {
  if (flows.length === 0) {
    return <Empty title={t('No flows yet')} says={t('Use a ready flow below.')} />
  }
  return <Rows label={t('Flows')} columns={columns(accounts)} items={flows} keyOf={({ id }) => id} />
}

function columns(accounts: readonly Schemas['Connection'][]): Column<Flow>[] {
  const way = ({ direction, entity, connectionId }: Flow) => {
    const name = accounts.find(({ id }) => id === connectionId)?.name ?? ''
    const { all } = entityWords(entity)
    return direction === 'to_hub' ? `${all}: ${name} → Trefoil` : `${all}: Trefoil → ${name}`
  }
  return [
    {
      head: t('Flow'),
      cell: ({ name }) => (
        <Link to="/flows/$name" params={{ name }}>
          {name}
        </Link>
      ),
    },
    { head: t('Way'), cell: way },
    {
      head: t('State'),
      cell: ({ state, fault }) => (
        <>
          <FlowMark state={state} /> <FaultLine fault={fault} />
        </>
      ),
    },
    { head: t('Schedule'), cell: ({ direction, schedules }) => <Schedule direction={direction} of={schedules} /> },
    { head: t('Next'), cell: (flow) => <NextLook flow={flow} /> },
  ]
}

/** When its source is looked at; what else the flow watches stands on its page. */
function Schedule({ direction, of: schedules }: { direction: Flow['direction']; of: Flow['schedules'] }) {
  const said = [...new Set(schedules.flatMap(({ schedule }) => (schedule === null ? [] : [scheduleWords(schedule)])))]
  if (said.length > 0) return <>{said.join(', ')}</>
  return <>{direction === 'to_hub' ? t('by hand') : t('at each change')}</>
}

/** The next look at one of its sources: none while the flow stands still. */
function NextLook({ flow: { state, schedules } }: { flow: Flow }) {
  const times = schedules.flatMap(({ nextAt }) => (nextAt === null ? [] : [nextAt]))
  const first = times.toSorted()[0]
  return state === 'enabled' && first !== undefined ? <When at={first} /> : <>—</>
}
