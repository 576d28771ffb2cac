import type { CompletionSource } from '@codemirror/autocomplete'
import { Button } from '@mantine/core'
import type { EntityShape, FlowDiagnostic, Rule } from '@trefoil/mapping'
import { Plus } from 'lucide-react'
import { t } from '../../../words/words.ts'
import { diagnosticsAt } from './draft.ts'
import { RuleRow } from './rule-row.tsx'

export interface RuleTableProps {
  rules: readonly Rule[]
  path: readonly (string | number)[]
  source: EntityShape | undefined
  destination: EntityShape | undefined
  complete: CompletionSource
  diagnostics: readonly FlowDiagnostic[]
  /** Destination fields that the filter lets no record pass without. */
  byFilter?: readonly string[]
  /** The rule that somebody came for, by its place. */
  wanted?: number | null
  change(rules: Rule[]): void
}

/** One row for each destination field: how it is filled, whether it must be, and what it is for. */
export function RuleTable({
  rules,
  path,
  source,
  destination,
  complete,
  diagnostics,
  byFilter = [],
  wanted = null,
  change,
}: RuleTableProps) {
  return (
    <>
      <ul className="rules">
        {rules.map((rule, index) => (
          <RuleRow
            // biome-ignore lint/suspicious/noArrayIndexKey: a rule is known by its place; two may fill the same field
            key={index}
            rule={rule}
            number={index + 1}
            source={source}
            destination={destination}
            complete={complete}
            isWanted={index === wanted}
            isRequiredByFilter={byFilter.includes(rule.to)}
            diagnostics={diagnosticsAt(diagnostics, [...path, 'rules', index])}
            change={(next) => change(rules.map((each, at) => (at === index ? next : each)))}
            remove={() => change(rules.filter((_, at) => at !== index))}
          />
        ))}
      </ul>
      <Button
        variant="default"
        size="xs"
        leftSection={<Plus size={14} aria-hidden />}
        onClick={() => change([...rules, { to: '', field: '' }])}
      >
        {t('Add a rule')}
      </Button>
    </>
  )
}
