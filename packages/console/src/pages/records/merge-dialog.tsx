import { Button, Modal, Select, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Merge } from 'lucide-react'
import { useState } from 'react'
import type { Schemas } from '../../api.ts'
import { FormFoot } from '../../components/form-foot.tsx'
import { Trouble } from '../../components/states.tsx'
import { tellUndo } from '../../components/tell-undo.tsx'
import { tell, tellTrouble } from '../../components/told.ts'
import { mergePlanQuery, useMerge, useUnmerge } from '../../queries/merges.ts'
import { foundCustomersQuery } from '../../queries/records.ts'
import { isText, recordName } from '../../record-words.ts'
import { t } from '../../words/words.ts'
import { MergePlan } from './merge-plan.tsx'

/** Makes one of this customer and another who is the same person, after a look at what follows. */
export function MergeDialog({ record }: { record: Schemas['RecordInFull'] }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<Merge size={14} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {t('Merge with another')}
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={t('Merge {name} with another customer', { name: recordName(record) })}
        closeButtonProps={{ 'aria-label': t('Close') }}
        size="lg"
      >
        <MergeForm id={record.id} close={() => setOpen(false)} />
      </Modal>
    </>
  )
}

function MergeForm({ id, close }: { id: number; close(): void }) {
  const [typed, setTyped] = useState('')
  const [words] = useDebouncedValue(typed.trim(), 150)
  const [other, setOther] = useState<number>()
  const found = useQuery({ ...foundCustomersQuery(words), enabled: words.length > 1 })
  const plan = useQuery({ ...mergePlanQuery(id, other ?? 0), enabled: other !== undefined })
  const merge = useMerge()
  const unmerge = useUnmerge()
  const navigate = useNavigate()
  const others = (found.data?.data ?? []).filter((each) => each.id !== id)
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        if (other === undefined) return
        merge.mutateAsync({ id, other }).then(
          (done) => {
            const back = done.id
            if (back !== null) {
              const undo = () => unmerge.mutateAsync(back).then(() => tell(t('Undone')), tellTrouble)
              tellUndo(t('Merged'), undo)
            }
            close()
            void navigate({ to: '/records/$id', params: { id: String(done.survivor.id) } })
          },
          () => {}, // shown below, as the mutation's error
        )
      }}
    >
      <Text size="sm" c="dimmed">
        {t(
          'The older of the two goes on, with its own values and whatever the other has besides. It can be taken back.',
        )}
      </Text>
      <Select
        label={t('The other customer')}
        placeholder={t('Name, e-mail address, phone or number')}
        searchable
        data-autofocus
        // The server has searched already.
        filter={({ options }) => options}
        nothingFoundMessage={words.length > 1 && !found.isFetching ? t('Nobody is called so') : undefined}
        searchValue={typed}
        onSearchChange={setTyped}
        data={others.map((each) => ({ value: String(each.id), label: choiceText(each) }))}
        value={other === undefined ? null : String(other)}
        onChange={(next) => {
          merge.reset()
          setOther(next === null ? undefined : Number(next))
        }}
      />
      <Trouble error={plan.error ?? merge.error} />
      {plan.data !== undefined && <MergePlan plan={plan.data} />}
      <FormFoot act={t('Merge')} close={close} isPending={merge.isPending} isReady={plan.data !== undefined} />
    </form>
  )
}

function choiceText(record: Schemas['Record']): string {
  const { emailAddress } = record.data
  const more = isText(emailAddress) ? ` · ${emailAddress}` : ''
  return `${recordName(record)}${more} · ${record.id}`
}
