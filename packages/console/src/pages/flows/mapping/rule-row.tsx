import type { CompletionSource } from '@codemirror/autocomplete'
import { ActionIcon, Autocomplete, Checkbox, Select, Textarea, TextInput } from '@mantine/core'
import type { EntityShape, FlowDiagnostic, Rule } from '@trefoil/mapping'
import { ArrowLeft, Trash2 } from 'lucide-react'
import { FormulaEditor } from '../../../components/formula/formula-editor.tsx'
import { t } from '../../../words/words.ts'
import { Diagnostics } from './diagnostics.tsx'
import { fillsText, fixedText, fixedValue } from './fixed-value.ts'

interface RuleRowProps {
  rule: Rule
  number: number
  source: EntityShape | undefined
  destination: EntityShape | undefined
  complete: CompletionSource
  diagnostics: readonly FlowDiagnostic[]
  isRequiredByFilter: boolean
  /** Somebody came for this rule: it has the focus at first. */
  isWanted: boolean
  change(rule: Rule): void
  remove(): void
}

type Kind = 'field' | 'static' | 'formula' | 'lookup'

export function RuleRow(props: RuleRowProps) {
  const { rule, number, destination, diagnostics, isRequiredByFilter, isWanted, change, remove } = props
  const kind = kindOf(rule)
  const named = rule.to === '' ? t('rule {number}', { number }) : rule.to
  return (
    <li className={kind === 'formula' ? 'rule rule-formula' : 'rule'}>
      <Autocomplete
        className="rule-to"
        aria-label={t('Destination field of rule {number}', { number })}
        size="sm"
        value={rule.to}
        data={Object.keys(destination?.fields ?? {})}
        autoFocus={isWanted}
        openOnFocus={!isWanted}
        onChange={(to) => change({ ...rule, to })}
      />
      <ArrowLeft size={16} className="rule-arrow" aria-hidden />
      <Select
        className="rule-kind"
        aria-label={t('How {field} is filled', { field: named })}
        size="sm"
        allowDeselect={false}
        value={kind}
        data={[
          { value: 'field', label: t('Field') },
          { value: 'formula', label: t('Formula') },
          { value: 'static', label: t('Fixed') },
          ...(kind === 'lookup' ? [{ value: 'lookup', label: t('Table') }] : []),
        ]}
        onChange={(next) => change(asKind(rule, kinds.find((each) => each === next) ?? 'field', destination))}
      />
      <div className="rule-from">
        <From {...props} named={named} />
        <Diagnostics of={diagnostics} />
        <Textarea
          variant="unstyled"
          size="xs"
          autosize
          className="rule-says"
          aria-label={t('Description of {field}', { field: named })}
          placeholder={t('What it is for')}
          value={rule.says ?? ''}
          onChange={({ currentTarget: { value } }) => change(withText(rule, value))}
        />
      </div>
      <div className="rule-required">
        <Checkbox
          size="xs"
          label={t('required')}
          aria-label={t('{field} is required', { field: named })}
          checked={rule.required === true}
          onChange={({ currentTarget }) => change({ ...rule, required: currentTarget.checked })}
        />
        {isRequiredByFilter && <span className="rule-by-filter">{t('required by the filter')}</span>}
      </div>
      <ActionIcon
        className="rule-remove"
        variant="subtle"
        color="gray"
        size={28}
        aria-label={t('Remove the rule for {field}', { field: named })}
        onClick={remove}
      >
        <Trash2 size={15} aria-hidden />
      </ActionIcon>
    </li>
  )
}

function From({ rule, source, destination, complete, diagnostics, change, named }: RuleRowProps & { named: string }) {
  const label = t('What fills {field}', { field: named })
  if ('formula' in rule) {
    return (
      <FormulaEditor
        label={label}
        value={rule.formula}
        complete={complete}
        diagnostics={diagnostics}
        change={(formula) => change({ ...rule, formula })}
      />
    )
  }
  if ('field' in rule) {
    return (
      <Autocomplete
        aria-label={label}
        size="sm"
        value={rule.field}
        data={Object.keys(source?.fields ?? {})}
        onChange={(field) => change({ ...rule, field })}
      />
    )
  }
  if ('static' in rule) {
    const isText = fillsText(rule, destination)
    return (
      <TextInput
        aria-label={label}
        size="sm"
        value={fixedText(rule.static, isText)}
        onChange={({ currentTarget: { value } }) => change({ ...rule, static: fixedValue(value, isText) })}
      />
    )
  }
  const { field, table } = rule.lookup
  return (
    <code className="rule-table">
      {field}:{' '}
      {Object.entries(table)
        .map(([from, to]) => `${from} → ${String(to)}`)
        .join(', ')}
    </code>
  )
}

const kinds = ['field', 'static', 'formula', 'lookup'] as const

function kindOf(rule: Rule): Kind {
  return kinds.find((kind) => kind in rule) ?? 'field'
}

/** The same field, filled in another way; what was written is kept where it can be. */
function asKind(rule: Rule, kind: Kind, destination: EntityShape | undefined): Rule {
  const { to, required, only, says } = rule
  const target = {
    to,
    ...(required === undefined ? {} : { required }),
    ...(rule.default === undefined ? {} : { default: rule.default }),
    ...(only === undefined ? {} : { only }),
    ...(says === undefined ? {} : { says }),
  }
  const written =
    'field' in rule
      ? rule.field
      : 'formula' in rule
        ? rule.formula
        : 'static' in rule
          ? fixedText(rule.static, true)
          : ''
  if (kind === 'formula') return { ...target, formula: written }
  if (kind === 'static') return { ...target, static: fixedValue(written, fillsText(rule, destination)) }
  if (kind === 'lookup') return rule
  return { ...target, field: /^[\w.]+$/.test(written) ? written : '' }
}

function withText(rule: Rule, says: string): Rule {
  if (says !== '') return { ...rule, says }
  const { says: _, ...rest } = rule
  return rest
}
