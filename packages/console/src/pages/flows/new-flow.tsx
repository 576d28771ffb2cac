import { Button, FileButton, Modal, Select, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { FileUp, Plus } from 'lucide-react'
import { useState } from 'react'
import { ButtonLink } from '../../components/button-link.tsx'
import { FormFoot } from '../../components/form-foot.tsx'
import { Empty, Loaded, Trouble } from '../../components/states.tsx'
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
        <NewFlowBody close={() => setOpen(false)} />
      </Modal>
    </>
  )
}

function NewFlowBody({ close }: { close(): void }) {
  const accounts = useQuery(connectionsQuery)
  return (
    <Loaded of={accounts}>
      {({ data: [first, ...others] }) =>
        first === undefined ? (
          <Empty
            title={t('Nothing is connected yet')}
            says={t('A flow belongs to a connection: connect an account first.')}
          >
            <ButtonLink to="/connections" variant="default">
              {t('To the connections')}
            </ButtonLink>
          </Empty>
        ) : (
          <NewFlowForm names={[first, ...others].map(({ name }) => name)} first={first.name} close={close} />
        )
      }
    </Loaded>
  )
}

interface NewFlowFormProps {
  names: string[]
  first: string
  close(): void
}

function NewFlowForm({ names, first, close }: NewFlowFormProps) {
  const create = useCreateFlow()
  const navigate = useNavigate()
  const [connection, setConnection] = useState(first)
  const [definition, setDefinition] = useState('')
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
        onChange={(next) => setConnection(next ?? connection)}
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
        isReady={definition.trim() !== ''}
      />
    </form>
  )
}
