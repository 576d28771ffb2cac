import { Button, Modal, Select, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Schemas } from '../../api.ts'
import { FormFoot } from '../../components/form-foot.tsx'
import { Trouble } from '../../components/states.tsx'
import { tell } from '../../components/told.ts'
import { typedFields } from '../../field-text.ts'
import { useEditMember } from '../../queries/issues.ts'
import { recordQuery } from '../../queries/records.ts'
import { fieldLabel } from '../../record-words.ts'
import { t } from '../../words/words.ts'

interface EditMemberProps {
  issue: string
  member: Schemas['IssueMember']
  name: string
}

/** Puts one field right by hand, and tries the record again. */
export function EditMember({ issue, member, name }: EditMemberProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={() => setOpen(true)}>
        {t('Edit')}
        <span className="unseen"> {name}</span>
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={t('Edit and try again')}
        closeButtonProps={{ 'aria-label': t('Close') }}
      >
        <EditForm issue={issue} member={member} close={() => setOpen(false)} />
      </Modal>
    </>
  )
}

function EditForm({ issue, member, close }: { issue: string; member: Schemas['IssueMember']; close(): void }) {
  const record = useQuery(recordQuery(String(member.recordId)))
  const edit = useEditMember(issue)
  const blamed = typeof member.facts?.field === 'string' ? member.facts.field : 'emailAddress'
  const [field, setField] = useState(blamed)
  const [typed, setTyped] = useState<string>()
  const before = record.data?.data[field]
  const value = typed ?? (typeof before === 'string' ? before : '')
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        edit.mutate(
          { member: member.id, fields: { [field]: value === '' ? null : value } },
          {
            onSuccess: () => {
              tell(t('Changed, and tried again'))
              close()
            },
          },
        )
      }}
    >
      <Text size="sm">{member.reason}</Text>
      <Select
        label={t('Field')}
        allowDeselect={false}
        data={typedFields(record.data?.entity ?? '').map((name) => ({ value: name, label: fieldLabel(name) }))}
        value={field}
        onChange={(chosen) => {
          setField(chosen ?? field)
          setTyped(undefined)
        }}
      />
      <TextInput label={t('Value')} value={value} onChange={({ currentTarget }) => setTyped(currentTarget.value)} />
      <Trouble error={edit.error} />
      <FormFoot act={t('Save and try again')} close={close} isPending={edit.isPending} />
    </form>
  )
}
