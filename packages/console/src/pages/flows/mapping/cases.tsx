import { ActionIcon, Button, Text } from '@mantine/core'
import type { FlowDefinition, JsonObject, MappingCase } from '@trefoil/mapping'
import { FlaskConical, Pencil, Trash2 } from 'lucide-react'
import { useDeferredValue, useMemo, useState } from 'react'
import { Mark } from '../../../components/mark.tsx'
import { Sheet } from '../../../components/page.tsx'
import { t } from '../../../words/words.ts'
import { caseOf, runAll } from './case-runs.ts'
import type { Surroundings } from './draft.ts'
import { EditCase } from './edit-case.tsx'

interface CasesProps {
  draft: FlowDefinition
  around: Surroundings
  /** The rules as they stand can be run. */
  isUsable: boolean
  /** The record that the preview is tried on; undefined: none. */
  record: { key: string; source: JsonObject } | undefined
  change(draft: FlowDefinition): void
}

/** Saved examples of the flow, run while one types. A version that breaks one of them does not come into force. */
export function Cases({ draft, around, isUsable, record, change }: CasesProps) {
  const [edited, setEdited] = useState<number>()
  const cases = draft.cases ?? []
  // Typing waits for nothing: the cases are run when there is time for it.
  const asked = useMemo(() => ({ draft, isUsable }), [draft, isUsable])
  const settled = useDeferredValue(asked)
  const runs = useMemo(() => (settled.isUsable ? runAll(settled.draft, around) : null), [settled, around])
  const put = (next: MappingCase[]) => change({ ...draft, cases: next })
  const open = edited === undefined ? undefined : cases[edited]
  return (
    <Sheet
      title={t('Saved cases')}
      actions={
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<FlaskConical size={14} aria-hidden />}
          disabled={record === undefined || !isUsable}
          onClick={() => {
            if (record === undefined) return
            put([...cases, caseOf(t('The record {id}', { id: record.key }), record.source, draft, around)])
          }}
        >
          {t('Make a case of this record')}
        </Button>
      }
    >
      {cases.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('None yet. A saved case keeps a later change from breaking what works today.')}
        </Text>
      )}
      <ul className="list">
        {cases.map((each, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a case is known by its place; two may have one name
          <li key={index} className="case">
            <CaseMark run={runs?.[index]} />
            <span className="case-name">
              {each.name}
              {runs?.[index]?.pass === false && (
                <Text size="sm" c="dimmed" className="value">
                  {runs[index].difference}
                </Text>
              )}
            </span>
            <span className="case-actions">
              <ActionIcon
                variant="subtle"
                color="gray"
                size={28}
                aria-label={t('Edit the case {name}', { name: each.name })}
                onClick={() => setEdited(index)}
              >
                <Pencil size={15} aria-hidden />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                color="gray"
                size={28}
                aria-label={t('Remove the case {name}', { name: each.name })}
                onClick={() => put(cases.filter((_, at) => at !== index))}
              >
                <Trash2 size={15} aria-hidden />
              </ActionIcon>
            </span>
          </li>
        ))}
      </ul>
      {open !== undefined && (
        <EditCase
          example={open}
          remake={(source) => caseOf(open.name, source, draft, around, open).expect}
          save={(next) => put(cases.map((each, at) => (at === edited ? next : each)))}
          close={() => setEdited(undefined)}
        />
      )}
    </Sheet>
  )
}

function CaseMark({ run }: { run: { pass: boolean } | undefined }) {
  if (run === undefined) return <Mark tone="quiet">{t('Not run')}</Mark>
  return run.pass ? <Mark tone="good">{t('Passes')}</Mark> : <Mark tone="stop">{t('Fails')}</Mark>
}
