import { Button, Modal, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Split } from 'lucide-react'
import { useState } from 'react'
import type { Schemas } from '../../api.ts'
import { ActorName } from '../../components/actor-name.tsx'
import { FormFoot } from '../../components/form-foot.tsx'
import { May } from '../../components/may.tsx'
import { Sheet } from '../../components/page.tsx'
import { Trouble, Waiting } from '../../components/states.tsx'
import { tell } from '../../components/told.ts'
import { When } from '../../components/when.tsx'
import { mergesQuery, unmergePlanQuery, useUnmerge } from '../../queries/merges.ts'
import { t } from '../../words/words.ts'
import { MergeDialog } from './merge-dialog.tsx'
import { MergePlan } from './merge-plan.tsx'
import { traitText } from './trait-words.ts'

type Merge = Schemas['Merge']

/** With whom this customer is one person, why, and the way back. */
export function RecordMerges({ record }: { record: Schemas['RecordInFull'] }) {
  const merges = useQuery(mergesQuery(record.id)).data?.data ?? []
  return (
    <Sheet
      title={t('Merges')}
      actions={
        record.deletedAt === null && (
          <May needs="operator">
            <MergeDialog record={record} />
          </May>
        )
      }
    >
      {merges.length === 0 && (
        <Text c="dimmed" size="sm">
          {t('Merged with nobody.')}
        </Text>
      )}
      <ol className="history">
        {merges.map((merge) => (
          <MergeLine key={merge.id} merge={merge} own={record.id} />
        ))}
      </ol>
    </Sheet>
  )
}

function MergeLine({ merge, own }: { merge: Merge; own: number }) {
  const other = merge.survivor === own ? merge.merged : merge.survivor
  return (
    <li>
      <div className="repair-head">
        <Text fw={500}>{traitText(merge)}</Text>
        {merge.undoneAt === null && (
          <May needs="operator">
            <UnmergeDialog merge={merge} />
          </May>
        )}
      </div>
      <Text size="sm" c="dimmed" component="div">
        <When at={merge.at} /> · <ActorName actor={merge.actor} /> ·{' '}
        {merge.undoneAt === null ? (
          t('customer {id}', { id: other })
        ) : (
          <Link to="/records/$id" params={{ id: String(other) }}>
            {t('customer {id}', { id: other })}
          </Link>
        )}
        {merge.undoneAt !== null && (
          <>
            {' · '}
            {t('parted')} <When at={merge.undoneAt} />
          </>
        )}
      </Text>
    </li>
  )
}

function UnmergeDialog({ merge }: { merge: Merge }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<Split size={14} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {t('Unmerge')}
        <span className="unseen"> {merge.merged}</span>
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={t('Part the two again')}
        closeButtonProps={{ 'aria-label': t('Close') }}
        size="lg"
      >
        <UnmergeForm merge={merge} close={() => setOpen(false)} />
      </Modal>
    </>
  )
}

function UnmergeForm({ merge, close }: { merge: Merge; close(): void }) {
  const plan = useQuery(unmergePlanQuery(merge.id))
  const unmerge = useUnmerge()
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        unmerge.mutateAsync(merge.id).then(
          () => {
            tell(t('Two customers again'))
            close()
          },
          () => {}, // shown below, as the mutation's error
        )
      }}
    >
      <Text size="sm" c="dimmed">
        {t(
          'Each has again what it had, and what its own systems said since. What was withdrawn stays withdrawn for both.',
        )}
      </Text>
      <Trouble error={plan.error ?? unmerge.error} />
      {plan.isPending && <Waiting lines={3} />}
      {plan.data !== undefined && <MergePlan plan={plan.data} isUnmerge />}
      <FormFoot act={t('Unmerge')} close={close} isPending={unmerge.isPending} isReady={plan.data !== undefined} />
    </form>
  )
}
