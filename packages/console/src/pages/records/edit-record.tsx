import { Modal, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Schemas } from '../../api.ts'
import { FormFoot } from '../../components/form-foot.tsx'
import { Trouble } from '../../components/states.tsx'
import { tell } from '../../components/told.ts'
import { typedFields } from '../../field-text.ts'
import { fieldsOf } from '../../form-fields.ts'
import { useEdit } from '../../queries/records.ts'
import { fieldLabel, recordName } from '../../record-words.ts'
import { t } from '../../words/words.ts'

interface EditRecordProps {
  record: Schemas['RecordInFull']
  isOpen: boolean
  close(): void
}

/** A person's word on a record. It is the newest on its fields, and stands in the history as any other. */
export function EditRecord({ record, isOpen, close }: EditRecordProps) {
  return (
    <Modal
      opened={isOpen}
      onClose={close}
      title={t('Edit {name}', { name: recordName(record) })}
      closeButtonProps={{ 'aria-label': t('Close') }}
      size="lg"
    >
      <Fields record={record} close={close} />
    </Modal>
  )
}

function Fields({ record, close }: Omit<EditRecordProps, 'isOpen'>) {
  // A source may say something new while the form is open. What nobody typed here is not this person's word.
  const [begun] = useState(record)
  const edit = useEdit(String(record.id))
  const before = (name: string) => {
    const value = begun.data[name]
    return typeof value === 'string' ? value : ''
  }
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        const typed = Object.entries(fieldsOf(event.currentTarget)).filter(([name, value]) => value !== before(name))
        if (typed.length === 0) return close()
        const changes = Object.fromEntries(typed.map(([name, value]) => [name, value.trim() === '' ? null : value]))
        edit.mutate(changes, {
          onSuccess: () => {
            tell(t('Saved; flows that listen send it on'))
            close()
          },
        })
      }}
    >
      <Text size="sm" c="dimmed">
        {t('What you change here holds until a source says something new about the same field.')}{' '}
        {t('An emptied field clears what the sources say.')}
      </Text>
      <div className="fields">
        {typedFields(record.entity).map((name) => (
          <TextInput key={name} name={name} label={fieldLabel(name)} defaultValue={before(name)} autoComplete="off" />
        ))}
      </div>
      <Trouble error={edit.error} />
      <FormFoot act={t('Save')} close={close} isPending={edit.isPending} />
    </form>
  )
}
