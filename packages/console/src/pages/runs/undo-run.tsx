import { Button, Modal, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Undo2 } from 'lucide-react'
import { useState } from 'react'
import type { Schemas } from '../../api.ts'
import { FieldChanges } from '../../components/field-changes.tsx'
import { FormFoot } from '../../components/form-foot.tsx'
import { Loaded, Trouble } from '../../components/states.tsx'
import { undoPlanQuery, useUndoRun } from '../../queries/runs.ts'
import { placeLabel } from '../../record-words.ts'
import { t } from '../../words/words.ts'

/** Puts back what the run changed, after a look at what follows. */
export function UndoRun({ id }: { id: string }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button variant="default" leftSection={<Undo2 size={15} aria-hidden />} onClick={() => setOpen(true)}>
        {t('Undo')}
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={t('Undo run {id}', { id })}
        closeButtonProps={{ 'aria-label': t('Close') }}
        size="lg"
      >
        <UndoForm id={id} close={() => setOpen(false)} />
      </Modal>
    </>
  )
}

function UndoForm({ id, close }: { id: string; close(): void }) {
  const plan = useQuery(undoPlanQuery(id))
  const undo = useUndoRun(id)
  const navigate = useNavigate()
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        undo.mutate(undefined, {
          onSuccess: ({ run }) => {
            close()
            void navigate({ to: '/runs/$id', params: { id: String(run) } })
          },
        })
      }}
    >
      <Loaded of={plan}>{(found) => <Plan plan={found} />}</Loaded>
      <Trouble error={undo.error} />
      <FormFoot act={t('Undo the run')} close={close} isPending={undo.isPending} isReady={hasSomething(plan.data)} />
    </form>
  )
}

/** Of what was seen, and of what may stand behind it. */
function hasSomething(plan: Schemas['UndoPlan'] | undefined): boolean {
  if (plan === undefined) return false
  const { changed, records } = plan
  return changed > records.length || records.some((each) => each.refused === null && !isEmpty(each.changes))
}

function isEmpty(changes: object): boolean {
  return Object.keys(changes).length === 0
}

function Plan({ plan }: { plan: Schemas['UndoPlan'] }) {
  const { entity, changed, created, records } = plan
  return (
    <>
      <Text size="sm">
        {hasSomething(plan)
          ? t(
              'What the run changed is put back where nobody changed it since, and goes to the destinations. It stays so until the source says something new.',
            )
          : t('Nothing of it can be put back any more.')}
      </Text>
      <Text size="sm">
        {t('{count, plural, one {# change} other {# changes}}', { count: changed })}
        {created > 0 &&
          ` · ${t('{count, plural, one {# record was made, and stays} other {# records were made, and stay}}', { count: created })}`}
      </Text>
      <ul className="plan" aria-label={t('What follows')}>
        {records.map((record) => (
          <li key={record.id}>
            <div>
              <Link to="/records/$id" params={{ id: String(record.id) }}>
                {t('Record {id}', { id: record.id })}
              </Link>
              <Fate of={record} />
              <FieldChanges of={record.changes} entity={entity} currency={undefined} />
            </div>
          </li>
        ))}
      </ul>
      {changed > records.length && (
        <Text size="sm" c="dimmed">
          {t('These are the records that it changed last.')}
        </Text>
      )}
    </>
  )
}

/** What is not put back, and why. */
function Fate({ of: { left, isCreated, isGone, refused } }: { of: Schemas['UndoPlan']['records'][number] }) {
  const says = [
    ...(isGone ? [t('It is no more.')] : []),
    ...(isCreated ? [t('The run made it, and it stays.')] : []),
    ...(refused === null ? [] : [refused]),
    ...left.map(({ field, why }) =>
      why === 'changed'
        ? t('{field} stays: it was changed since', { field: placeLabel(field) })
        : t('{field} stays: it was added', { field: placeLabel(field) }),
    ),
  ]
  return (
    <>
      {says.map((line) => (
        <Text key={line} size="sm" c="dimmed">
          {line}
        </Text>
      ))}
    </>
  )
}
