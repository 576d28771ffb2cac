import { Text } from '@mantine/core'
import type { Schemas } from '../api.ts'
import { valueText } from '../record-words.ts'
import { t } from '../words/words.ts'
import { Mark } from './mark.tsx'

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
        <dl className="explained">
          {fields.map((field) => (
            <div key={field.path}>
              <dt title={field.path}>{placeOf(field.path)}</dt>
              <dd className={field.error === undefined ? 'value' : 'bad-number'}>
                {field.error ?? valueText(field.value)}
              </dd>
              <dd className="rule-text">
                <RuleText field={field} />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  )
}

/** `addresses/3CNCGBPXQ3A95/city` → `addresses › city`: the ids of children are long and say nothing. */
function placeOf(path: string): string {
  const [field = path, , ...within] = path.split('/')
  return [field, ...within].join(' › ')
}

/** A rule as it ran: its text, what it read, and which way its conditions went. */
export function RuleText({ field }: { field: Explained['fields'][number] }) {
  const { rule, kind, reads, branches, isDefault } = field
  // A rule that is a field, or a fixed value, has said all with its result.
  const read =
    kind === 'static' || kind === 'field' ? [] : reads.map(({ name, value }) => `${name} = ${valueText(value)}`)
  const ways = branches.map(({ condition, isTrue }) => `${condition} → ${isTrue ? t('yes') : t('no')}`)
  return (
    <>
      <code>{textOf(rule)}</code>
      {isDefault && <span> {t('(by default)')}</span>}
      {[...read, ...ways].map((line) => (
        <div key={line} className="rule-read" title={line}>
          {line}
        </div>
      ))}
    </>
  )
}

function textOf({ formula, field, static: fixed, lookup }: Record<string, unknown>): string {
  if (typeof formula === 'string') return formula
  if (typeof field === 'string') return field
  return valueText(lookup ?? fixed)
}
