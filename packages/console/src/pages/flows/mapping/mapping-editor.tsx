import { Button, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import type { Schemas } from '../../../api.ts'
import { May } from '../../../components/may.tsx'
import { Loaded, Trouble } from '../../../components/states.tsx'
import { tell } from '../../../components/told.ts'
import { connectionsQuery, connectorsQuery } from '../../../queries/connections.ts'
import { useSave } from '../../../queries/flows.ts'
import { useMay } from '../../../queries/session.ts'
import { t } from '../../../words/words.ts'
import { Overtaken } from '../overtaken.tsx'
import { useDraft } from '../use-draft.ts'
import { Cases } from './cases.tsx'
import { check, definitionIn, jsonOf, surroundingsOf } from './draft.ts'
import { Leaving } from './leaving.tsx'
import { MappingSheet } from './mapping-sheet.tsx'
import { Preview } from './preview.tsx'

const route = getRouteApi('/flows/$name')

/** The rules of a flow, tried on real records while they are written. */
export function MappingEditor({ flow }: { flow: Schemas['FlowInFull'] }) {
  const connections = useQuery(connectionsQuery)
  const connectors = useQuery(connectorsQuery)
  const connection = connections.data?.data.find(({ name }) => name === flow.connection)
  return (
    <Loaded of={connectors}>
      {({ data }) => <Editor flow={flow} connector={data.find(({ id }) => id === connection?.connector)} />}
    </Loaded>
  )
}

function Editor({ flow, connector }: { flow: Schemas['FlowInFull']; connector: Schemas['Connector'] | undefined }) {
  const { mapping: chosen = 0 } = route.useSearch()
  const { begun, draft, setDraft, isChanged, isOvertaken, discard, saved, keep } = useDraft(flow, definitionIn)
  const [note, setNote] = useState('')
  const save = useSave(flow.name)
  const around = useMemo(() => surroundingsOf(flow, connector), [flow, connector])
  const diagnostics = useMemo(() => check(draft, around), [draft, around])
  const [tried] = useDebouncedValue(draft, 250)
  const errors = diagnostics.filter(({ severity }) => severity === 'error')
  const mayLose = useMay('editor') && isChanged
  // While one's own version is on its way, the flow may show it before the answer is here.
  const mustChoose = isChanged && isOvertaken && !save.isPending
  const at = Math.min(chosen, draft.mappings.length - 1)
  return (
    <div className="mapping">
      <div className="mapping-rules">
        {draft.mappings.length > 1 && (
          <nav className="tabs tabs-small" aria-label={t('Mappings')}>
            {draft.mappings.map(({ name, type }, index) => (
              <Link
                key={name}
                from="/flows/$name"
                to="/flows/$name"
                params={{ name: flow.name }}
                search={(before) => ({ ...before, mapping: index })}
                replace
                aria-current={index === at ? 'page' : undefined}
              >
                {name} <span className="quiet">{type}</span>
              </Link>
            ))}
          </nav>
        )}
        {/* Drawn anew with each version: a formula that has the focus does not take a new text from outside. */}
        <MappingSheet
          key={begun.version}
          draft={draft}
          at={at}
          around={around}
          diagnostics={diagnostics}
          change={setDraft}
        />
        <May needs="editor">
          <div className="save-bar">
            <TextInput
              aria-label={t('Note for this version')}
              placeholder={t('What this version is for')}
              value={note}
              onChange={({ currentTarget }) => setNote(currentTarget.value)}
            />
            <Button
              variant="default"
              disabled={!isChanged}
              onClick={() => {
                save.reset()
                discard()
              }}
            >
              {t('Discard')}
            </Button>
            <Button
              disabled={!isChanged || mustChoose || errors.length > 0}
              loading={save.isPending}
              onClick={() => {
                const body = { definition: { ...jsonOf(draft) }, base: begun.version, ...(note === '' ? {} : { note }) }
                save.mutate(body, {
                  onSuccess: ({ version }) => {
                    saved(version, draft)
                    setNote('')
                    tell(t('Saved as a new version, and in force'))
                  },
                })
              }}
            >
              {t('Save version {version}', { version: flow.version + 1 })}
            </Button>
            {mustChoose ? (
              <Overtaken
                flow={flow.name}
                yours={begun.version}
                theirs={flow.version}
                kept={t('Kept and saved, they take back what is different in version {theirs}.', {
                  theirs: flow.version,
                })}
                keep={() => {
                  save.reset()
                  keep()
                }}
              />
            ) : (
              <Trouble error={save.error} />
            )}
          </div>
        </May>
        {errors.length > 0 && (
          <Text size="sm" className="bad-number" role="status">
            {t('{count, plural, one {# error} other {# errors}} to be put right before this can be saved', {
              count: errors.length,
            })}
          </Text>
        )}
        <Leaving flow={flow.name} isChanged={mayLose} />
      </div>
      <Preview
        flow={flow}
        definition={tried}
        isUsable={errors.length === 0}
        cases={(record) => (
          <Cases draft={draft} around={around} isUsable={errors.length === 0} record={record} change={setDraft} />
        )}
      />
    </div>
  )
}
