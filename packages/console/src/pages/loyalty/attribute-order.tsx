import { Modal, Select, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Schemas } from '../../api.ts'
import { FormFoot } from '../../components/form-foot.tsx'
import { Trouble } from '../../components/states.tsx'
import { tellUndo } from '../../components/tell-undo.tsx'
import { tell, tellTrouble } from '../../components/told.ts'
import { useAttribute } from '../../queries/points.ts'
import { foundCustomersQuery } from '../../queries/records.ts'
import { isText, recordName } from '../../record-words.ts'
import { t } from '../../words/words.ts'

/** Says whose an order is, with the way back. */
export function AttributeOrder({ order, close }: { order: Schemas['UnattributedOrder']; close(): void }) {
  return (
    <Modal
      opened
      onClose={close}
      title={t('Whose is order {number}?', { number: order.number ?? order.id })}
      closeButtonProps={{ 'aria-label': t('Close') }}
    >
      <ChooseCustomer order={order} close={close} />
    </Modal>
  )
}

function ChooseCustomer({ order, close }: { order: Schemas['UnattributedOrder']; close(): void }) {
  const [typed, setTyped] = useState(order.emailAddress ?? '')
  const [words] = useDebouncedValue(typed.trim(), 150)
  const [customer, setCustomer] = useState<number>()
  const found = useQuery({ ...foundCustomersQuery(words), enabled: words.length > 1 })
  const attribute = useAttribute()
  const undo = () =>
    attribute.mutateAsync({ order: order.id, customer: null }).then(() => tell(t('Undone')), tellTrouble)
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        if (customer === undefined) return
        attribute.mutateAsync({ order: order.id, customer }).then(
          () => {
            tellUndo(t('The order has its customer'), undo)
            close()
          },
          () => {}, // shown below, as the mutation's error
        )
      }}
    >
      <Text size="sm" c="dimmed">
        {t('It earns {points, plural, one {# point} other {# points}} for them, once, by the rules of today.', {
          points: order.wouldEarn,
        })}
      </Text>
      <Select
        label={t('Customer')}
        placeholder={t('Name, e-mail address, phone or number')}
        searchable
        data-autofocus
        // The server has searched already.
        filter={({ options }) => options}
        nothingFoundMessage={words.length > 1 && !found.isFetching ? t('Nobody is called so') : undefined}
        searchValue={typed}
        onSearchChange={setTyped}
        data={(found.data?.data ?? []).map((each) => ({ value: String(each.id), label: choiceText(each) }))}
        value={customer === undefined ? null : String(customer)}
        onChange={(next) => setCustomer(next === null ? undefined : Number(next))}
      />
      <Trouble error={attribute.error} />
      <FormFoot
        act={t('Give to this customer')}
        close={close}
        isPending={attribute.isPending}
        isReady={customer !== undefined}
      />
    </form>
  )
}

function choiceText(record: Schemas['Record']): string {
  const { emailAddress } = record.data
  return `${recordName(record)}${isText(emailAddress) ? ` · ${emailAddress}` : ''} · ${record.id}`
}
