import { Link } from '@tanstack/react-router'
import type { Schemas } from '../../api.ts'
import { FaultLine, FlowMark } from '../../components/mark.tsx'
import { type Column, Rows } from '../../components/rows.tsx'
import { Empty } from '../../components/states.tsx'
import { When } from '../../components/when.tsx'
import { t } from '../../words/words.ts'

type Flow = Schemas['Flow']

export function FlowRows({ flows, accounts }: { flows: readonly Flow[]; accounts?: readonly Schemas['Connection'][] }) {
  if (flows.length === 0) {
    return <Empty title={t('No flows yet')} says={t('Use a ready flow: it stands on the page of its connection.')} />
  }
  return <Rows label={t('Flows')} columns={columns(accounts)} items={flows} keyOf={({ id }) => id} />
}

function columns(accounts: readonly Schemas['Connection'][] | undefined): Column<Flow>[] {
  const nameOf = (id: number) => accounts?.find((account) => account.id === id)?.name ?? ''
  const way = ({ direction, entity, connectionId }: Flow) => {
    const name = nameOf(connectionId)
    if (name === '') return `${entity}, ${direction === 'to_hub' ? t('into the hub') : t('out of the hub')}`
    return direction === 'to_hub' ? `${entity}: ${name} → Trefoil` : `${entity}: Trefoil → ${name}`
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
    { head: t('Version'), cell: ({ version }) => version, isNumber: true, isDeskOnly: true },
    { head: t('Changed'), cell: ({ updatedAt }) => <When at={updatedAt} />, isDeskOnly: true },
  ]
}
