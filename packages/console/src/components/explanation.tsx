import { Text } from '@mantine/core'
import type { Schemas } from '../api.ts'
import { valueText } from '../record-words.ts'
import { t } from '../words/words.ts'
import { Mark } from './mark.tsx'
import { Rows } from './rows.tsx'

type Explained = Schemas['Explained']

/** For one record: each destination field, the rule that filled it, and what the rule read. */
export function Explanation({ explained }: { explained: Explained }) {
  const { outcome, reasons, fields, mapping } = explained
  return (
    <div className="stack">
      {outcome !== 'mapped' && (
        <div>
          <Mark tone={outcome === 'error' ? 'stop' : 'quiet'}>{outcome === 'error' ? t('Error') : t('Filtered')}</Mark>
          {reasons.map(({ message }) => (
            <Text key={message} size="sm">
              {message}
            </Text>
          ))}
        </div>
      )}
      {mapping !== null && (
        <Text size="sm" c="dimmed">
          {t('By the mapping {mapping}', { mapping })}
        </Text>
      )}
      {fields.length > 0 && (
        <Rows
          label={t('Fields')}
          items={fields}
          keyOf={({ path }) => path}
          columns={[
            { head: t('Field'), cell: ({ path }) => <code>{path}</code> },
            {
              head: t('Value'),
              cell: ({ value, error }) =>
                error === undefined ? (
                  <span className="value">{valueText(value)}</span>
                ) : (
                  <span className="bad-number">{error}</span>
                ),
            },
            { head: t('Rule'), cell: (field) => <RuleText field={field} /> },
          ]}
        />
      )}
    </div>
  )
}

function RuleText({ field }: { field: Explained['fields'][number] }) {
  const { rule, kind, reads, branches, isDefault } = field
  const text =
    kind === 'formula'
      ? rule.formula
      : kind === 'field'
        ? rule.field
        : kind === 'static'
          ? valueText(rule.static)
          : JSON.stringify(rule.lookup)
  return (
    <span className="rule-text">
      <code>{typeof text === 'string' ? text : JSON.stringify(text)}</code>
      {isDefault && <span className="quiet"> {t('(by default)')}</span>}
      {reads.length > 0 && kind !== 'static' && (
        <span className="quiet"> {reads.map(({ name, value }) => `${name} = ${valueText(value)}`).join(', ')}</span>
      )}
      {branches.map(({ condition, isTrue }) => (
        <span key={condition} className="quiet">
          {' '}
          {condition} → {isTrue ? t('yes') : t('no')}
        </span>
      ))}
    </span>
  )
}
