import { SegmentedControl, Text } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { type FlowDefinition, type FlowDiagnostic, requiredByFilter } from '@trefoil/mapping'
import { useMemo } from 'react'
import { FormulaEditor } from '../../../components/formula/formula-editor.tsx'
import { completions } from '../../../components/formula/formula-words.ts'
import { Sheet } from '../../../components/page.tsx'
import { t } from '../../../words/words.ts'
import { Diagnostics } from './diagnostics.tsx'
import { diagnosticsAt, rulesAt, type Surroundings, withMapping, withRules } from './draft.ts'
import { Rules } from './rules.tsx'

const route = getRouteApi('/flows/$name')

interface MappingSheetProps {
  draft: FlowDefinition
  at: number
  around: Surroundings
  diagnostics: readonly FlowDiagnostic[]
  change(draft: FlowDefinition): void
}

/** One mapping: its filter, its rules, and the rules of its children. */
export function MappingSheet({ draft, at, around, diagnostics, change }: MappingSheetProps) {
  const mapping = draft.mappings[at]
  const complete = useMemo(() => completions(around.source, around.lookups), [around])
  const { view = 'table' } = route.useSearch()
  const navigate = route.useNavigate()
  const show = (next: string) =>
    void navigate({
      search: ({ view: _, ...before }) => (next === 'picture' ? { ...before, view: next } : before),
      replace: true,
    })
  if (mapping === undefined) return null
  const inFilter = diagnosticsAt(diagnostics, ['mappings', at, 'filter'])
  return (
    <>
      <Sheet title={t('Filter')}>
        <Text size="sm" c="dimmed">
          {t('Only records for which this is true are taken; none: all of them.')}
        </Text>
        <FormulaEditor
          label={t('Filter')}
          value={mapping.filter ?? ''}
          complete={complete}
          diagnostics={inFilter}
          change={(filter) =>
            change(
              withMapping(draft, at, ({ filter: _, ...rest }) => (filter.trim() === '' ? rest : { ...rest, filter })),
            )
          }
        />
        <Diagnostics of={inFilter} />
      </Sheet>
      <Sheet
        title={t('Rules')}
        actions={
          <SegmentedControl
            size="xs"
            aria-label={t('How the rules are shown')}
            value={view}
            onChange={show}
            data={[
              { value: 'table', label: t('List') },
              { value: 'picture', label: t('Picture') },
            ]}
          />
        }
      >
        <Rules
          isPicture={view === 'picture'}
          leavePicture={() => show('table')}
          lookups={around.lookups}
          rules={rulesAt(draft, { mapping: at, child: null })}
          path={['mappings', at]}
          source={around.source}
          destination={around.destination}
          complete={complete}
          diagnostics={diagnostics}
          byFilter={requiredByFilter(mapping)}
          change={(rules) => change(withRules(draft, { mapping: at, child: null }, rules))}
        />
      </Sheet>
      {mapping.children?.map((child, index) => (
        <Sheet key={child.name} title={child.name}>
          <Text size="sm" c="dimmed">
            {child.from === undefined
              ? t('One entry of {to}, made of the record itself', { to: child.to })
              : t('For each of {from}, one entry of {to}', { from: child.from, to: child.to })}
          </Text>
          <Rules
            isPicture={view === 'picture'}
            leavePicture={() => show('table')}
            lookups={around.lookups}
            rules={rulesAt(draft, { mapping: at, child: index })}
            path={['mappings', at, 'children', index]}
            source={childShape(around.source, child.from)}
            destination={childShape(around.destination, child.to)}
            complete={completions(childShape(around.source, child.from), around.lookups)}
            diagnostics={diagnostics}
            change={(rules) => change(withRules(draft, { mapping: at, child: index }, rules))}
          />
        </Sheet>
      ))}
      <Diagnostics of={diagnostics.filter(({ path }) => isOfAll(path) || (path[1] === at && !hasPlace(path)))} />
    </>
  )
}

function isOfAll(path: FlowDiagnostic['path']): boolean {
  return path[0] !== 'mappings' || path.length < 3
}

/** Whether it stands above already: at the filter, or at the one rule that it is about. */
function hasPlace([, , part, child, rules, rule]: FlowDiagnostic['path']): boolean {
  if (part === 'rules') return child !== undefined
  return part === 'filter' || (part === 'children' && rules === 'rules' && rule !== undefined)
}

function childShape(shape: Surroundings['source'], list: string | undefined): Surroundings['source'] {
  const found = Object.entries(shape?.fields ?? {}).find(([name]) => name.toLowerCase() === list?.toLowerCase())
  return found?.[1].of
}
