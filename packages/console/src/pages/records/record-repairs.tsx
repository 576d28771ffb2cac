import { Button, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Undo2 } from 'lucide-react'
import type { Schemas } from '../../api.ts'
import { ActorName } from '../../components/actor-name.tsx'
import { shortId } from '../../components/copy.tsx'
import { May } from '../../components/may.tsx'
import { Sheet } from '../../components/page.tsx'
import { tell, tellTrouble } from '../../components/told.ts'
import { When } from '../../components/when.tsx'
import { repairsQuery, useUndoRepair } from '../../queries/repairs.ts'
import { t } from '../../words/words.ts'

type Repair = Schemas['Repair']

/** What people did to the links of this customer, each with its way back. Nothing where nothing was done. */
export function RecordRepairs({ id }: { id: number }) {
  const repairs = useQuery(repairsQuery(String(id))).data?.data ?? []
  if (repairs.length === 0) return null
  return (
    <Sheet title={t('Repairs')}>
      <ol className="history">
        {repairs.map((repair) => (
          <li key={repair.id}>
            <div className="repair-head">
              <Text fw={500}>{repairText(repair, id)}</Text>
              {repair.undoneAt === null && (
                <May needs="operator">
                  <UndoButton repair={repair} />
                </May>
              )}
            </div>
            <Text size="sm" c="dimmed" component="div">
              <When at={repair.at} /> · <ActorName actor={repair.actor} />
              {otherRecord(repair, id)}
              {repair.undoneAt !== null && (
                <>
                  {' · '}
                  {t('undone')} <When at={repair.undoneAt} />
                </>
              )}
            </Text>
          </li>
        ))}
      </ol>
    </Sheet>
  )
}

function repairText({ kind, connection, externalId, to }: Repair, own: number): string {
  const of = { id: shortId(externalId), connection: connection ?? '' }
  if (kind === 'unlink') return t('Unlinked {id} of {connection}', of)
  return to === own ? t('Linked {id} of {connection}', of) : t('{id} of {connection} went to another customer', of)
}

function otherRecord({ from, to }: Repair, own: number) {
  const other = from === own ? to : from
  if (other === null) return null
  return (
    <>
      {' · '}
      <Link to="/records/$id" params={{ id: String(other) }}>
        {t('customer {id}', { id: other })}
      </Link>
    </>
  )
}

function UndoButton({ repair }: { repair: Repair }) {
  const undo = useUndoRepair()
  return (
    <Button
      size="compact-sm"
      variant="default"
      leftSection={<Undo2 size={14} aria-hidden />}
      loading={undo.isPending}
      onClick={() => undo.mutate(repair.id, { onSuccess: () => tell(t('Undone')), onError: tellTrouble })}
    >
      {t('Undo')}
      <span className="unseen"> {repair.externalId}</span>
    </Button>
  )
}
