import { Button, Drawer } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Schemas } from '../../api.ts'
import { Rows } from '../../components/rows.tsx'
import { Loaded } from '../../components/states.tsx'
import { explainQuery } from '../../queries/flows.ts'
import { recordQuery } from '../../queries/records.ts'
import { valueText } from '../../record-words.ts'
import { t } from '../../words/words.ts'

interface CompareProps {
  flow: string
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
        <BothRecords {...props} />
      </Drawer>
    </>
  )
}

function BothRecords({ flow, externalId, holder }: CompareProps) {
  const incoming = useQuery(explainQuery(flow, { externalId }))
  const held = useQuery(recordQuery(holder))
  return (
    <Loaded of={held}>
      {(record) => (
        <>
          <p>
            <Link to="/records/$id" params={{ id: holder }}>
              {t('Open the record of the hub')}
            </Link>
          </p>
          <Loaded of={incoming}>
            {({ fields }) => (
              <Rows
                label={t('Side by side')}
                items={fields.filter(({ path }) => !path.includes('['))}
                keyOf={({ path }) => path}
                columns={[
                  { head: t('Field'), cell: ({ path }) => path },
                  { head: t('Incoming, {id}', { id: externalId }), cell: ({ value }) => <Value of={value} /> },
                  {
                    head: t('In the hub, number {id}', { id: holder }),
                    cell: ({ path, value }) => <Value of={heldValue(record, path)} other={value} />,
                  },
                ]}
              />
            )}
          </Loaded>
        </>
      )}
    </Loaded>
  )
}

function Value({ of: value, other = value }: { of: unknown; other?: unknown }) {
  const text = valueText(value)
  const differs = text !== valueText(other)
  return (
    <span className={differs ? 'value differs' : 'value'}>
      {text}
      {differs && <span className="unseen"> ({t('differs')})</span>}
    </span>
  )
}

function heldValue(record: Schemas['RecordInFull'], path: string): unknown {
  const name = Object.keys(record.data).find((each) => each.toLowerCase() === path.toLowerCase())
  return name === undefined ? undefined : record.data[name]
}
