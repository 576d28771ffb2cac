import { Button, Modal, Select, Switch, Text, TextInput } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Copy } from 'lucide-react'
import { useState } from 'react'
import type { Schemas } from '../../api.ts'
import { FormFoot } from '../../components/form-foot.tsx'
import { Trouble } from '../../components/states.tsx'
import { connectionsQuery, connectorsQuery } from '../../queries/connections.ts'
import { copyQuery, useCreateFlow } from '../../queries/flows.ts'
import { t } from '../../words/words.ts'
import { DefinitionField } from './definition-field.tsx'
import { Diagnostics } from './mapping/diagnostics.tsx'

type Flow = Schemas['FlowInFull']

/** Makes a flow like this one, for the same account or another, perhaps the other way round. */
export function CopyFlow({ flow }: { flow: Flow }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button variant="default" leftSection={<Copy size={15} aria-hidden />} onClick={() => setOpen(true)}>
        {t('Copy')}
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={t('Copy this flow')}
        closeButtonProps={{ 'aria-label': t('Close') }}
        size="lg"
      >
        <CopyForm flow={flow} close={() => setOpen(false)} />
      </Modal>
    </>
  )
}

function CopyForm({ flow, close }: { flow: Flow; close(): void }) {
  const { connections, endpoints, isKnown } = useSides(flow)
  const isOneWay = isKnown && endpoints.length === 0
  const create = useCreateFlow()
  const navigate = useNavigate()
  const [name, setName] = useState(`${flow.name}-2`)
  const [chosen, setChosen] = useState(flow.connection)
  const [isReversed, setReversed] = useState(false)
  const [asked, setAsked] = useState<string>()
  const [written, setWritten] = useState<string>()
  const endpoint = isReversed ? (asked ?? endpoints.find(({ value }) => value === flow.endpoint)?.value) : undefined
  const isPlaced = !isReversed || endpoint !== undefined
  const copy = useQuery({
    ...copyQuery(flow.name, { as: name, isReversed, endpoint }),
    enabled: isPlaced && name !== '',
    placeholderData: keepPreviousData,
  })
  const faults = copy.data?.diagnostics.filter(({ severity }) => severity === 'error') ?? []
  const definition = written ?? copy.data?.definition
  /** What was written by hand belongs to the copy that it was written from. */
  const changed = () => {
    setWritten(undefined)
    create.reset()
  }
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        if (definition === undefined) return
        create.mutate(
          { connection: chosen, definition, note: t('A copy of {flow}', { flow: flow.name }) },
          {
            onSuccess: ({ flow: made }) =>
              void navigate({ to: '/flows/$name', params: { name: made }, search: { tab: 'mapping' } }),
          },
        )
      }}
    >
      <Text size="sm" c="dimmed">
        {t('The copy is paused until you switch it on, so its rules can be changed first.')}
      </Text>
      <div className="fields">
        <TextInput
          label={t('Name of the copy')}
          required
          autoComplete="off"
          spellCheck={false}
          value={name}
          onChange={({ currentTarget }) => {
            changed()
            setName(currentTarget.value)
          }}
        />
        <Select
          label={t('Connection')}
          allowDeselect={false}
          data={connections}
          value={chosen}
          onChange={(next) => setChosen(next ?? chosen)}
        />
      </div>
      <Switch
        label={t('The other way round')}
        description={isOneWay && nothingThere(flow)}
        disabled={isOneWay}
        checked={isReversed}
        onChange={({ currentTarget }) => {
          changed()
          setReversed(currentTarget.checked)
        }}
      />
      {isReversed && (
        <Select
          label={flow.direction === 'to_hub' ? t('What is written') : t('What is read')}
          allowDeselect={false}
          data={endpoints}
          value={endpoint ?? null}
          onChange={(next) => {
            changed()
            setAsked(next ?? undefined)
          }}
        />
      )}
      {isReversed && copy.data !== undefined && <LeftOut of={copy.data.left} />}
      {faults.length > 0 && (
        <>
          <Text size="sm">{t('To be put right before a flow can be made of it:')}</Text>
          <Diagnostics of={faults} />
          <DefinitionField value={definition ?? ''} onChange={setWritten} />
        </>
      )}
      <Trouble error={copy.error ?? create.error} />
      <FormFoot
        act={t('Make the copy')}
        close={close}
        isPending={create.isPending}
        isReady={
          isPlaced &&
          definition !== undefined &&
          !copy.isPlaceholderData &&
          (faults.length === 0 || written !== undefined)
        }
      />
    </form>
  )
}

/** The accounts that could have such a flow, and what the other side of it could be. */
function useSides(flow: Flow) {
  const accounts = useQuery(connectionsQuery).data?.data ?? []
  const offers = useQuery(connectorsQuery).data?.data ?? []
  const connector = accounts.find(({ name }) => name === flow.connection)?.connector
  const connections = accounts.filter((each) => each.connector === connector).map(({ name }) => name)
  const offer = offers.find(({ id }) => id === connector)
  const others = (flow.direction === 'to_hub' ? offer?.targets : offer?.sources) ?? []
  const endpoints = others.map(({ name, title }) => ({ value: name, label: title }))
  const isKnown = offer !== undefined
  return { connections: connections.length > 0 ? connections : [flow.connection], endpoints, isKnown }
}

function nothingThere({ connection, direction }: Flow): string {
  return direction === 'to_hub'
    ? t('{connection} has nothing that a flow could write.', { connection })
    : t('{connection} has nothing that a flow could read.', { connection })
}

/** Folded up: it can be long, and most of it is no surprise. */
function LeftOut({ of: left }: { of: Schemas['CopiedFlow']['left'] }) {
  if (left.length === 0) return <Text size="sm">{t('All rules could be turned round.')}</Text>
  return (
    <details className="more">
      <summary>
        {t('{count, plural, one {# rule could not be turned round} other {# rules could not be turned round}}', {
          count: left.length,
        })}
      </summary>
      <ul className="list">
        {left.map(({ mapping, to = '', why }) => (
          <li key={`${mapping} ${to} ${why}`}>
            <div>
              {mapping} {to !== '' && <code>{to}</code>}
              <Text size="sm" c="dimmed">
                {why}
              </Text>
            </div>
          </li>
        ))}
      </ul>
    </details>
  )
}
