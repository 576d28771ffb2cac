import { Select, Text } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { FlowDefinition, JsonObject } from '@trefoil/mapping'
import type { ReactNode } from 'react'
import type { Schemas } from '../../../api.ts'
import { Explanation } from '../../../components/explanation.tsx'
import { OutcomeMark } from '../../../components/mark.tsx'
import { Sheet } from '../../../components/page.tsx'
import { Empty, Failed, Waiting } from '../../../components/states.tsx'
import { explainQuery, previewQuery } from '../../../queries/flows.ts'
import { placeLabel } from '../../../record-words.ts'
import { number, t } from '../../../words/words.ts'
import { jsonOf } from './draft.ts'

const route = getRouteApi('/flows/$name')
const others = 20

interface PreviewProps {
  flow: Schemas['FlowInFull']
  /** What is made of the record that it is tried on. */
  cases(record: { key: string; source: JsonObject } | undefined): ReactNode
  definition: FlowDefinition
  isUsable: boolean
}

/** What the rules, as they stand, make of a real record, and what would become of twenty. */
export function Preview({ flow, definition, isUsable, cases }: PreviewProps) {
  const { record } = route.useSearch()
  const navigate = route.useNavigate()
  const draft = jsonOf(definition)
  const options = { enabled: isUsable, placeholderData: keepPreviousData, retry: false }
  const sample = useQuery({ ...previewQuery(flow.name, draft, others), ...options })
  const records = sample.data?.records ?? []
  const pinned = record ?? keyOf(records[0], flow.direction)
  const which = flow.direction === 'to_hub' ? { externalId: pinned ?? '' } : { recordId: Number(pinned ?? 0) }
  const explained = useQuery({
    ...explainQuery(flow.name, which, draft),
    ...options,
    enabled: isUsable && pinned !== undefined,
  })
  if (sample.isError && records.length === 0) {
    return (
      <aside className="mapping-preview">
        <Sheet title={t('Preview')}>
          <Failed error={sample.error} retry={() => sample.refetch()} />
        </Sheet>
      </aside>
    )
  }
  return (
    <aside className="mapping-preview">
      <Sheet title={t('Preview')}>
        {records.length === 0 ? (
          sample.data === undefined ? (
            <Waiting />
          ) : (
            <Empty title={t('No record to try it on')} says={t('Run the flow once, and real records stand here.')} />
          )
        ) : (
          <div className="stack">
            <Select
              label={t('Tried on this record')}
              searchable
              allowDeselect={false}
              value={pinned ?? null}
              data={unique([pinned, ...records.map((each) => keyOf(each, flow.direction))])}
              onChange={(chosen) =>
                void navigate({ search: (before) => ({ ...before, record: chosen ?? undefined }), replace: true })
              }
            />
            {!isUsable && (
              <Text size="sm" c="dimmed">
                {t('As of the last rules without an error')}
              </Text>
            )}
            {explained.isError && <Failed error={explained.error} />}
            {explained.data !== undefined && (
              <Explanation explained={explained.data} flow={flow} source={explained.data.source} />
            )}
          </div>
        )}
      </Sheet>
      {records.length > 0 && (
        <Sheet title={t('What would become of {count} records', { count: records.length })}>
          <div className="outcome-line">
            {[...Map.groupBy(records, ({ outcome }) => outcome)].map(([outcome, some]) => (
              <span key={outcome}>
                <OutcomeMark outcome={outcome} /> {number(some.length)}
              </span>
            ))}
          </div>
          <ul className="list">
            {records
              .filter(({ outcome }) => outcome !== 'unchanged')
              .map((each) => (
                <li key={`${each.externalId}-${each.recordId}`}>
                  <OutcomeMark outcome={each.outcome} />
                  <code>{keyOf(each, flow.direction)}</code>
                  <Text size="sm" c="dimmed" span>
                    {each.reasons[0]?.message ?? Object.keys(each.changes).map(placeLabel).join('; ')}
                  </Text>
                </li>
              ))}
          </ul>
        </Sheet>
      )}
      {cases(
        pinned === undefined || explained.data === undefined
          ? undefined
          : { key: pinned, source: jsonOf(explained.data.source) },
      )}
    </aside>
  )
}

function keyOf(record: Schemas['PreviewRecord'] | undefined, direction: string): string | undefined {
  if (record === undefined) return undefined
  const key = direction === 'to_hub' ? record.externalId : record.recordId
  return key === null ? undefined : String(key)
}

function unique(keys: (string | undefined)[]): string[] {
  return [...new Set(keys.filter((key) => key !== undefined))]
}
