import { Button, Drawer, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Schemas } from '../../api.ts'
import { Rows } from '../../components/rows.tsx'
import { Loaded, Trouble, Waiting } from '../../components/states.tsx'
import { tellTrouble } from '../../components/told.ts'
import { fieldAt, fieldText } from '../../field-text.ts'
import { explainQuery } from '../../queries/flows.ts'
import { recordQuery } from '../../queries/records.ts'
import { linkPlanQuery, useLink } from '../../queries/repairs.ts'
import { fieldLabel, mappedData } from '../../record-words.ts'
import { t } from '../../words/words.ts'
import { RepairPlan } from '../records/repair-plan.tsx'
import { useTellRepair } from '../records/tell-repair.ts'

type Full = Schemas['RecordInFull']

interface CompareProps {
  flow: string
  connection: string | null
  externalId: string
  /** The record of the hub that stands in the way. */
  holder: string
}

/** The incoming record and the one that holds its place, side by side, with the differences marked. */
export function Compare(props: CompareProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={() => setOpen(true)}>
        {t('Side by side')}
        <span className="unseen"> {props.externalId}</span>
      </Button>
      <Drawer
        opened={isOpen}
        onClose={() => setOpen(false)}
        position="right"
        size="xl"
        title={t('Side by side')}
        closeButtonProps={{ 'aria-label': t('Close') }}
      >
        <BothRecords {...props} close={() => setOpen(false)} />
      </Drawer>
    </>
  )
}

function BothRecords({ flow, connection, externalId, holder, close }: CompareProps & { close(): void }) {
  const incoming = useQuery(explainQuery(flow, { externalId }))
  const held = useQuery(recordQuery(holder))
  return (
    <Loaded of={held}>
      {(record) => (
        <div className="stack">
          <Link to="/records/$id" params={{ id: holder }}>
            {t('Open the record of the hub')}
          </Link>
          <Loaded of={incoming}>
            {({ fields }) => <SideBySide id={externalId} of={mappedData(fields)} held={record} />}
          </Loaded>
          {connection !== null && (
            <OnePerson record={record} connection={connection} externalId={externalId} close={close} />
          )}
        </div>
      )}
    </Loaded>
  )
}

interface SideBySideProps {
  /** The vendor's id of the incoming record, and what the flow makes of it. */
  id: string
  of: Record<string, unknown>
  held: Full
}

function SideBySide({ id, of: incoming, held }: SideBySideProps) {
  const incomingText = (field: string) =>
    fieldText(fieldAt(held.entity, field), incoming[field], incoming.currency ?? held.data.currency)
  return (
    <Rows
      label={t('Side by side')}
      items={Object.keys(incoming)}
      keyOf={(field) => field}
      columns={[
        { head: t('Field'), cell: (field) => fieldLabel(field) },
        { head: t('Incoming, {id}', { id }), cell: (field) => <Value text={incomingText(field)} /> },
        {
          head: t('In the hub, number {id}', { id: held.id }),
          cell: (field) => (
            <Value
              text={fieldText(fieldAt(held.entity, field), held.data[field], held.data.currency)}
              other={incomingText(field)}
            />
          ),
        },
      ]}
    />
  )
}

interface OnePersonProps {
  record: Full
  connection: string
  externalId: string
  close(): void
}

/** The way out where the two are one person: the incoming one is linked with the record of the hub. */
function OnePerson({ record, connection, externalId, close }: OnePersonProps) {
  const wish = { connection, externalId }
  const link = useLink(String(record.id))
  // Planned once: after it is done there is nothing left to plan.
  const plan = useQuery({ ...linkPlanQuery(String(record.id), wish), enabled: link.isIdle })
  const tellRepair = useTellRepair()
  return (
    <section className="stack">
      <Title order={3}>{t('Are they one person?')}</Title>
      <Trouble error={plan.error} />
      {plan.isLoading && <Waiting lines={2} />}
      {plan.data !== undefined && <RepairPlan plan={plan.data} record={record} />}
      <div>
        <Button
          disabled={plan.data === undefined}
          loading={link.isPending}
          onClick={() =>
            // The issue may have closed before the answer is here; the promise is kept all the same.
            link.mutateAsync(wish).then(({ id }) => {
              tellRepair(t('Linked with {id}', { id: externalId }), id)
              close()
            }, tellTrouble)
          }
        >
          {t('They are one: link the two')}
        </Button>
      </div>
    </section>
  )
}

function Value({ text, other = text }: { text: string; other?: string }) {
  const differs = text !== other
  return (
    <span className={differs ? 'value differs' : 'value'}>
      {text}
      {differs && <span className="unseen"> ({t('differs')})</span>}
    </span>
  )
}
