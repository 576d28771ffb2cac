import { Text } from '@mantine/core'
import type { FieldShape } from '@trefoil/mapping'
import type { Schemas } from '../api.ts'
import { fieldAt, fieldRead, fieldText } from '../field-text.ts'
import { amount } from '../money.ts'
import { valueText } from '../record-words.ts'
import { t } from '../words/words.ts'
import { Mark } from './mark.tsx'

type Explained = Schemas['Explained']
type Field = Explained['fields'][number]

interface ExplanationProps {
  explained: Explained
  flow: Pick<Schemas['Flow'], 'entity' | 'direction'>
  /** The record that the rules read. */
  source: Record<string, unknown>
}

/** A record of the hub that rules read. */
interface HubRecord {
  entity: string
  currency: unknown
}

/** For one record: each destination field, the rule that filled it, and what the rule read. */
export function Explanation({ explained, flow: { entity, direction }, source }: ExplanationProps) {
  const { outcome, reasons, fields, mapping } = explained
  const currency = fields.find(({ path }) => path === 'currency')?.value ?? source.currency
  const hub = direction === 'to_hub' ? undefined : { entity, currency }
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
              <dd
                className={field.error === undefined ? 'value' : 'bad-number'}
                title={field.error ?? valueText(field.value)}
              >
                {field.error ?? fieldText(shapeIn(field, entity, hub), field.value, currency)}
              </dd>
              <dd className="rule-text">
                <RuleText field={field} {...(hub === undefined ? {} : { hub })} />
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

/** What a value is. What a formula makes for a vendor, only the vendor knows. */
function shapeIn({ path, kind, rule }: Field, entity: string, hub: HubRecord | undefined): FieldShape | undefined {
  if (hub === undefined) return fieldAt(entity, path)
  return kind === 'field' && typeof rule.field === 'string' ? fieldRead(entity, rule.field) : undefined
}

/** A rule as it ran: its text, what it read, and which way its conditions went. */
export function RuleText({ field, hub }: { field: Field; hub?: HubRecord }) {
  const { rule, kind, reads, branches, isDefault } = field
  // A rule that is a field, or a fixed value, has said all with its result.
  const read =
    kind === 'static' || kind === 'field'
      ? []
      : reads.map(({ name, value }) => `${name} = ${readText(name, value, hub)}`)
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

/** As the formula counts with it; of an amount, what that is in its currency stands beside it. */
function readText(name: string, value: unknown, hub: HubRecord | undefined): string {
  if (hub === undefined || typeof value !== 'number' || fieldRead(hub.entity, name)?.minor !== true) {
    return valueText(value)
  }
  return `${value} (${amount(value, hub.currency)})`
}

function textOf({ formula, field, static: fixed, lookup }: Record<string, unknown>): string {
  if (typeof formula === 'string') return formula
  if (typeof field === 'string') return field
  return valueText(lookup ?? fixed)
}
