import { Button, FileButton, Modal, Select, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { FileUp, Plus } from 'lucide-react'
import { useState } from 'react'
import { FormFoot } from '../../components/form-foot.tsx'
import { Trouble } from '../../components/states.tsx'
import { connectionsQuery } from '../../queries/connections.ts'
import { useCreateFlow } from '../../queries/flows.ts'
import { t } from '../../words/words.ts'
import { DefinitionField } from './definition-field.tsx'

/** Makes a flow of a definition that somebody has. */
export function NewFlow() {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button leftSection={<Plus size={15} aria-hidden />} onClick={() => setOpen(true)}>
        {t('New flow')}
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={t('New flow')}
        closeButtonProps={{ 'aria-label': t('Close') }}
        size="xl"
      >
        <NewFlowForm close={() => setOpen(false)} />
      </Modal>
    </>
  )
}

function NewFlowForm({ close }: { close(): void }) {
  const accounts = useQuery(connectionsQuery)
  const create = useCreateFlow()
  const navigate = useNavigate()
  const [chosen, setChosen] = useState<string>()
  const [definition, setDefinition] = useState('')
  const names = accounts.data?.data.map(({ name }) => name) ?? []
  const connection = chosen ?? names[0] ?? ''
  const take = async (file: File | null) => setDefinition((await file?.text()) ?? definition)
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        create.mutate(
          { connection, definition },
          { onSuccess: ({ flow }) => void navigate({ to: '/flows/$name', params: { name: flow } }) },
        )
      }}
    >
      <Text size="sm" c="dimmed">
        {t(
          'Ready flows stand on the page of their connection, and a flow is copied on its own page. Here one is made of a definition in YAML or JSON, as a flow is exported. It is paused until you switch it on.',
        )}
      </Text>
      <Select
        label={t('Connection')}
        allowDeselect={false}
        data={names}
        value={connection}
        onChange={(next) => setChosen(next ?? undefined)}
      />
      <DefinitionField value={definition} onChange={setDefinition} />
      <span className="row-actions">
        <FileButton onChange={(file) => void take(file)} accept=".yaml,.yml,.json">
          {(props) => (
            <Button {...props} variant="default" size="compact-sm" leftSection={<FileUp size={14} aria-hidden />}>
              {t('Take it from a file')}
            </Button>
          )}
        </FileButton>
      </span>
      <Trouble error={create.error} />
      <FormFoot
        act={t('Make the flow')}
        close={close}
        isPending={create.isPending}
        isReady={connection !== '' && definition.trim() !== ''}
      />
    </form>
  )
}
