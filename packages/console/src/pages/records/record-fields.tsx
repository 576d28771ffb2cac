import { Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { EntityShape } from '@trefoil/mapping'
import type { Schemas } from '../../api.ts'
import { Sheet } from '../../components/page.tsx'
import { fieldAt, fieldOf, fieldText } from '../../field-text.ts'
import { letterFields, letterLines } from '../../letter-lines.ts'
import { fieldLabel, plainText } from '../../record-words.ts'
import { t } from '../../words/words.ts'
import { originName, originOf } from './origin.ts'

type Full = Schemas['RecordInFull']

const groups: [title: () => string, fields: readonly string[]][] = [
  [() => t('Identity'), ['customerNumber', 'firstName', 'lastName', 'company', 'name', 'sku']],
  [() => t('Contact'), ['emailAddress', 'phone', 'phoneNumber']],
]
const grouped = new Set(groups.flatMap(([, fields]) => fields))

/** The record as a sheet. Each value leads to why it is so. */
export function RecordFields({ record }: { record: Full }) {
  const children = Object.entries(record.data).filter(([, value]) => Array.isArray(value))
  const plain = Object.keys(record.data).filter(
    (name) => !grouped.has(name) && !Array.isArray(record.data[name]) && name !== 'id',
  )
  return (
    <>
      {groups.map(([title, fields]) => (
        <Group key={title()} title={title()} record={record} fields={fields.filter((name) => name in record.data)} />
      ))}
      {children.map(([name, list]) => (
        <Children key={name} name={name} list={Array.isArray(list) ? list : []} record={record} />
      ))}
      <Group title={t('Further')} record={record} fields={plain} />
    </>
  )
}

function Group({ title, record, fields }: { title: string; record: Full; fields: readonly string[] }) {
  if (fields.length === 0) return null
  return (
    <Sheet title={title}>
      <dl className="facts">
        {fields.map((name) => (
          <div key={name} className="fact">
            <dt>{fieldLabel(name)}</dt>
            <dd>
              <WhyLink record={record} name={name}>
                {fieldText(fieldAt(record.entity, name), record.data[name], record.data.currency)}
              </WhyLink>
              <span className="origin">{originName(originOf(record, name))}</span>
            </dd>
          </div>
        ))}
      </dl>
    </Sheet>
  )
}

function Children({ name, list, record }: { name: string; list: readonly unknown[]; record: Full }) {
  if (list.length === 0) return null
  const shape = fieldAt(record.entity, name)?.of
  return (
    <Sheet
      title={fieldLabel(name)}
      actions={
        <WhyLink record={record} name={name}>
          {t('Why these?')}
        </WhyLink>
      }
    >
      <div className="cards">
        {list.map((child, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: children have their place and nothing else that all of them have
          <Child key={index} child={child} shape={shape} currency={record.data.currency} />
        ))}
      </div>
    </Sheet>
  )
}

interface ChildProps {
  child: unknown
  shape: EntityShape | undefined
  /** Of the record: its children have none of their own. */
  currency: unknown
}

/** A child of a record. An address stands as it would on a letter. */
function Child({ child, shape, currency }: ChildProps) {
  if (typeof child !== 'object' || child === null) return <div className="card">{plainText(child)}</div>
  const fields = new Map(Object.entries(child))
  const lines = letterLines(fields)
  const rest = [...fields].filter(
    ([name, value]) => !letterFields.has(name) && name !== 'id' && value !== null && value !== '' && value !== false,
  )
  return (
    <div className="card">
      {lines.map((line) => (
        <span key={line}>{line}</span>
      ))}
      {rest.map(([name, value]) => (
        <Text key={name} size="sm" c="dimmed" span>
          {value === true
            ? fieldLabel(name)
            : `${fieldLabel(name)}: ${fieldText(fieldOf(shape, name), value, currency)}`}
        </Text>
      ))}
    </div>
  )
}

function WhyLink({ record, name, children }: { record: Full; name: string; children: string }) {
  return (
    <Link
      from="/records/$id"
      to="/records/$id"
      params={{ id: String(record.id) }}
      search={{ why: name }}
      className="why"
      title={t('Why this value?')}
    >
      {children}
    </Link>
  )
}
