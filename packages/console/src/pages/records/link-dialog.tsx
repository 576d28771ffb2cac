import { Button, Modal, Select, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link2 } from 'lucide-react'
import { useState } from 'react'
import type { Schemas } from '../../api.ts'
import { FormFoot } from '../../components/form-foot.tsx'
import { Trouble } from '../../components/states.tsx'
import { connectionsQuery } from '../../queries/connections.ts'
import { flowsQuery } from '../../queries/flows.ts'
import { type LinkWish, linkPlanQuery, useLink } from '../../queries/repairs.ts'
import { t } from '../../words/words.ts'
import { RepairPlan } from './repair-plan.tsx'
import { useTellRepair } from './tell-repair.ts'

/** Gives a customer an id that belongs to it, after a look at what follows. */
export function LinkDialog({ record }: { record: Schemas['RecordInFull'] }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<Link2 size={14} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {t('Link an id')}
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={t('Link this customer with an id')}
        closeButtonProps={{ 'aria-label': t('Close') }}
        size="lg"
      >
        <LinkForm record={record} close={() => setOpen(false)} />
      </Modal>
    </>
  )
}

function LinkForm({ record, close }: { record: Schemas['RecordInFull']; close(): void }) {
  const id = String(record.id)
  const flows = useQuery(flowsQuery)
  const accounts = useQuery(connectionsQuery)
  const moving = new Set(
    flows.data?.data.filter(({ entity }) => entity === record.entity).map(({ connectionId }) => connectionId),
  )
  const connections = (accounts.data?.data ?? []).filter((each) => moving.has(each.id)).map(({ name }) => name)
  const [chosen, setChosen] = useState<string>()
  const [externalId, setExternalId] = useState('')
  const [planned, setPlanned] = useState<LinkWish>()
  const plan = useQuery({
    ...linkPlanQuery(id, planned ?? { connection: '', externalId: '' }),
    enabled: planned !== undefined,
  })
  const link = useLink(id)
  const tellRepair = useTellRepair()
  const connection = chosen ?? connections[0] ?? ''
  const wish = { connection, externalId: externalId.trim() }
  /** What was planned is no longer what stands in the form. */
  const changed = () => {
    setPlanned(undefined)
    link.reset()
  }
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        if (plan.data === undefined) return setPlanned(wish)
        link.mutateAsync(wish).then(
          (done) => {
            tellRepair(t('Linked with {id}', { id: done.externalId }), done.id)
            close()
          },
          () => {}, // shown below, as the mutation's error
        )
      }}
    >
      <Text size="sm" c="dimmed">
        {t(
          'An id that another customer has is taken from that one. Where two customers are one person, this joins them.',
        )}
      </Text>
      <div className="fields">
        <Select
          label={t('Connection')}
          allowDeselect={false}
          data={connections}
          value={connection}
          onChange={(next) => {
            changed()
            setChosen(next ?? undefined)
          }}
        />
        <TextInput
          label={t('Id there')}
          required
          autoComplete="off"
          spellCheck={false}
          value={externalId}
          onChange={({ currentTarget }) => {
            changed()
            setExternalId(currentTarget.value)
          }}
        />
      </div>
      <Trouble error={plan.error ?? link.error} />
      {plan.data !== undefined && <RepairPlan plan={plan.data} record={record} />}
      {plan.data === undefined ? (
        <FormFoot
          act={t('Show what follows')}
          close={close}
          isPending={plan.isFetching}
          isReady={wish.externalId !== ''}
        />
      ) : (
        <FormFoot act={t('Link')} close={close} isPending={link.isPending} />
      )}
    </form>
  )
}
