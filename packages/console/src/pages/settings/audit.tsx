import { Alert, Text } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { Schemas } from '../../api.ts'
import { ActorName } from '../../components/actor-name.tsx'
import { More } from '../../components/more.tsx'
import { Sheet } from '../../components/page.tsx'
import { Rows } from '../../components/rows.tsx'
import { Loaded } from '../../components/states.tsx'
import { When } from '../../components/when.tsx'
import { auditCheckQuery, auditQuery } from '../../queries/audit.ts'
import { t } from '../../words/words.ts'

/** What people and programs did, and whether all of it stands as it was written. */
export function Audit() {
  const list = useInfiniteQuery(auditQuery)
  const chain = useQuery(auditCheckQuery)
  return (
    <Sheet title={t('Audit log')} flush>
      {chain.data !== undefined && chain.data.brokenAt !== null && (
        <Alert color="red" title={t('The log was altered')} m="md">
          {t('Entry {id} is not as it was written, or the one before it is missing.', { id: chain.data.brokenAt })}
        </Alert>
      )}
      <Loaded of={list}>
        {({ pages }) => (
          <Rows
            label={t('Audit log')}
            items={pages.flatMap(({ data }) => data)}
            keyOf={({ id }) => id}
            columns={[
              { head: t('When'), cell: ({ at }) => <When at={at} /> },
              { head: t('Who'), cell: ({ actor }) => <ActorName actor={actor} /> },
              { head: t('What'), cell: ({ says }) => says.split(/[:;]/)[0] },
              { head: t('Of'), cell: (entry) => <Named entry={entry} /> },
              { head: t('Answer'), cell: ({ status }) => <Answered status={status} /> },
              { head: t('From'), cell: ({ address }) => <span className="number">{address}</span>, isDeskOnly: true },
            ]}
          />
        )}
      </Loaded>
      <More of={list} m="md" />
    </Sheet>
  )
}

function Named({ entry: { target, chose } }: { entry: Schemas['AuditEntry'] }) {
  const chosen = Object.entries(chose).map(([name, value]) => `${name} ${value}`)
  return <span>{[...Object.values(target), ...chosen].join(', ')}</span>
}

function Answered({ status }: { status: number | null }) {
  if (status === null) return <Text c="dimmed">{t('none')}</Text>
  return <span>{status < 300 ? t('done') : t('refused, {status}', { status })}</span>
}
