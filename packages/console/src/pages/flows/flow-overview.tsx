import { Button, Select, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Schemas } from '../../api.ts'
import { Sheet } from '../../components/page.tsx'
import { Loaded, Trouble } from '../../components/states.tsx'
import { useSyncOne } from '../../queries/flows.ts'
import { runsQuery } from '../../queries/runs.ts'
import { number, t } from '../../words/words.ts'
import { RunRows } from '../runs/run-rows.tsx'
import { FlowBrakes } from './flow-brakes.tsx'
import { FlowTriggers } from './flow-triggers.tsx'

export function FlowOverview({ flow }: { flow: Schemas['FlowInFull'] }) {
  const runs = useQuery(runsQuery(flow.name, 10))
  const { says } = flow.definition
  return (
    <>
      {typeof says === 'string' && <Text maw={720}>{says}</Text>}
      <div className="columns columns-even">
        <div className="column">
          <FlowTriggers flow={flow} />
          {flow.direction === 'to_hub' ? <SyncOne flow={flow} /> : <FlowBrakes flow={flow} />}
        </div>
        <div className="column">
          {flow.direction === 'to_hub' ? (
            <FlowBrakes flow={flow} />
          ) : (
            <>
              <Deliveries flow={flow} />
              <SyncOne flow={flow} />
            </>
          )}
        </div>
      </div>
      <Sheet
        title={t('Newest runs')}
        flush
        actions={
          <Link to="/runs" search={{ flow: flow.name }}>
            {t('All runs')}
          </Link>
        }
      >
        <Loaded of={runs}>{({ data }) => <RunRows runs={data} isOfOneFlow />}</Loaded>
      </Sheet>
    </>
  )
}

function Deliveries({ flow }: { flow: Schemas['FlowInFull'] }) {
  const { due, done, held } = flow.deliveries
  const counts = [
    [t('Delivered'), done],
    [t('On their way'), due],
    [t('Held'), held],
  ] as const
  return (
    <Sheet title={t('Deliveries')}>
      <div className="totals">
        {counts.map(([word, count]) => (
          <div key={word} className="total">
            <span className="total-number">{number(count)}</span>
            <span className="total-word">{word}</span>
          </div>
        ))}
      </div>
    </Sheet>
  )
}

type IdKind = 'hub' | 'external'

/** One record by hand, by the hub's id or by the vendor's: until somebody says which, the form of the id tells. */
function SyncOne({ flow }: { flow: Schemas['FlowInFull'] }) {
  const sync = useSyncOne(flow.name)
  const navigate = useNavigate()
  const [chosen, setChosen] = useState<IdKind | null>(null)
  const [id, setId] = useState('')
  const isNumber = /^\d{1,15}$/.test(id)
  const kind = chosen ?? (id === '' || isNumber ? 'hub' : 'external')
  const isNone = kind === 'hub' && id !== '' && !isNumber
  return (
    <Sheet title={t('Sync one record')}>
      <form
        className="inline-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (isNone) return
          sync.mutate(kind === 'hub' ? { id: Number(id) } : { externalId: id }, {
            onSuccess: ({ run }) => void navigate({ to: '/runs/$id', params: { id: String(run) } }),
          })
        }}
      >
        <Select
          label={t('Id of')}
          allowDeselect={false}
          value={kind}
          onChange={(value) => setChosen(value === 'external' ? 'external' : 'hub')}
          data={[
            { value: 'hub', label: 'Trefoil' },
            { value: 'external', label: flow.connection },
          ]}
        />
        <TextInput
          label={t('Id')}
          value={id}
          required
          error={isNone && t('An id of Trefoil is a whole number')}
          onChange={({ currentTarget }) => setId(currentTarget.value.trim())}
        />
        <Button type="submit" variant="default" loading={sync.isPending} disabled={flow.state !== 'enabled'}>
          {t('Sync')}
        </Button>
      </form>
      <Trouble error={sync.error} />
    </Sheet>
  )
}
