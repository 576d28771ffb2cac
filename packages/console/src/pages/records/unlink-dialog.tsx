import { Button, Modal, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Unlink } from 'lucide-react'
import { useState } from 'react'
import type { Schemas } from '../../api.ts'
import { shortId } from '../../components/copy.tsx'
import { Trouble, Waiting } from '../../components/states.tsx'
import { tellTrouble } from '../../components/told.ts'
import { unlinkPlanQuery, useUnlink } from '../../queries/repairs.ts'
import { t } from '../../words/words.ts'
import { RepairPlan } from './repair-plan.tsx'
import { useTellRepair } from './tell-repair.ts'

interface UnlinkProps {
  record: Schemas['RecordInFull']
  link: Schemas['RecordInFull']['links'][number]
}

/** Takes an id from a customer, after a look at what follows. */
export function UnlinkDialog({ record, link }: UnlinkProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<Unlink size={14} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {t('Unlink')}
        <span className="unseen"> {link.connection}</span>
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={t('Unlink {id} of {connection}', { id: shortId(link.externalId), connection: link.connection })}
        closeButtonProps={{ 'aria-label': t('Close') }}
        size="lg"
      >
        <Question record={record} link={link} close={() => setOpen(false)} />
      </Modal>
    </>
  )
}

function Question({ record, link, close }: UnlinkProps & { close(): void }) {
  const plan = useQuery(unlinkPlanQuery(String(record.id), link.id))
  const unlink = useUnlink(String(record.id))
  const tellRepair = useTellRepair()
  const doIt = (rematch: boolean) =>
    // The card of the link is gone before the answer is here, and this with it; its promise is kept all the same.
    unlink.mutateAsync({ link: link.id, rematch }).then(({ id }) => {
      tellRepair(rematch ? t('Unlinked, and looked for anew') : t('Unlinked'), id)
      close()
    }, tellTrouble)
  return (
    <div className="stack">
      <Text size="sm" c="dimmed">
        {t('The hub then no longer knows this customer by that id. Nothing is deleted there, and it can be undone.')}
      </Text>
      <Trouble error={plan.error} />
      {plan.isPending && <Waiting lines={3} />}
      {plan.data !== undefined && (
        <div>
          <Text fw={600} mb={6}>
            {t('If it is matched again')}
          </Text>
          <RepairPlan plan={plan.data} record={record} />
        </div>
      )}
      <div className="form-foot">
        <Button variant="default" onClick={close}>
          {t('Cancel')}
        </Button>
        <Button
          variant="default"
          disabled={plan.data === undefined}
          loading={unlink.isPending && unlink.variables?.rematch === false}
          onClick={() => doIt(false)}
        >
          {t('Unlink only')}
        </Button>
        <Button
          disabled={plan.data === undefined}
          loading={unlink.isPending && unlink.variables?.rematch === true}
          onClick={() => doIt(true)}
        >
          {t('Unlink and match again')}
        </Button>
      </div>
    </div>
  )
}
