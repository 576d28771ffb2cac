import { Button, Modal, TextInput } from '@mantine/core'
import { useState } from 'react'
import { Problem, type Schemas } from '../../api.ts'
import { AskFirst } from '../../components/ask-first.tsx'
import { FormFoot } from '../../components/form-foot.tsx'
import { Trouble } from '../../components/states.tsx'
import { tell, tellTrouble } from '../../components/told.ts'
import { fieldsOf } from '../../form-fields.ts'
import { useArchiveStore, useSaveStore } from '../../queries/stores.ts'
import { t } from '../../words/words.ts'
import { type ChosenKey, StoreMappings } from './store-mappings.tsx'

interface StoreFormProps {
  /** Null: a new one. */
  store: Schemas['Store'] | null
  /** A key that it is to have besides. */
  more: ChosenKey | null
  keys: readonly Schemas['StoreKey'][]
  close(): void
}

/** A store with its keys: saved as a whole, or not at all. */
export function StoreForm({ store, more, keys, close }: StoreFormProps) {
  const save = useSaveStore()
  const archive = useArchiveStore()
  const [chosen, setChosen] = useState<ChosenKey[]>([...(store?.keys ?? []), ...(more === null ? [] : [more])])
  const [isAsking, setAsking] = useState(false)
  const done = () => {
    tell(t('Saved'))
    close()
  }
  const wrong = (field: string) => (save.error instanceof Problem ? save.error.fields.get(`/${field}`) : undefined)
  return (
    <Modal
      opened
      onClose={close}
      size="lg"
      title={store === null ? t('New store') : t('Edit {name}', { name: store.name })}
      closeButtonProps={{ 'aria-label': t('Close') }}
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          const { name = '', ...details } = fieldsOf(event.currentTarget)
          const of = store === null ? {} : { id: store.id }
          const pairs = chosen.map(({ connection, key }) => ({ connection, key }))
          save.mutate({ ...of, name, ...details, keys: pairs }, { onSuccess: done })
        }}
      >
        <div className="fields">
          <TextInput name="name" label={t('Name')} required defaultValue={store?.name} error={wrong('name')} />
          {details().map(({ field, label, type }) => (
            <TextInput
              key={field}
              name={field}
              label={label}
              type={type ?? 'text'}
              defaultValue={store?.[field] ?? ''}
              autoComplete="off"
              error={wrong(field)}
            />
          ))}
        </div>
        <StoreMappings store={store?.id ?? null} keys={keys} chosen={chosen} choose={setChosen} />
        <Trouble error={save.error} />
        <FormFoot act={t('Save')} close={close} isPending={save.isPending} />
        {store !== null && (
          <div>
            <Button variant="subtle" color="red" size="compact-sm" onClick={() => setAsking(true)}>
              {t('Archive this store')}
            </Button>
            <AskFirst
              isAsking={isAsking}
              title={t('Archive {name}?', { name: store.name })}
              says={t('It loses its keys and leaves the lists. What was sold there stays, and it can be brought back.')}
              act={t('Archive')}
              isPending={archive.isPending}
              close={() => setAsking(false)}
              go={() => archive.mutate({ id: store.id, isArchived: true }, { onSuccess: done, onError: tellTrouble })}
            />
          </div>
        )}
      </form>
    </Modal>
  )
}

type Detail = Exclude<keyof Schemas['ChangeStoreInput'], 'name' | 'keys' | 'isArchived'>

function details(): { field: Detail; label: string; type?: string }[] {
  return [
    { field: 'nickname', label: t('Nickname') },
    { field: 'phone', label: t('Phone number'), type: 'tel' },
    { field: 'website', label: t('Web page'), type: 'url' },
    { field: 'address1', label: t('Address') },
    { field: 'address2', label: t('Address, line 2') },
    { field: 'city', label: t('City') },
    { field: 'region', label: t('State or region') },
    { field: 'postalCode', label: t('Postal code') },
    { field: 'country', label: t('Country') },
  ]
}
