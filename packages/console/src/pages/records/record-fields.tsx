import { Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Schemas } from '../../api.ts'
import { Sheet } from '../../components/page.tsx'
import { fieldLabel, valueText } from '../../record-words.ts'
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
                {valueText(record.data[name])}
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
          <Child key={index} child={child} />
        ))}
      </div>
    </Sheet>
  )
}

const addressLines = ['company', 'address1', 'address2', 'address3', 'city', 'region', 'postalCode', 'country'] as const

function Child({ child }: { child: unknown }) {
  if (typeof child !== 'object' || child === null) return <div className="card">{valueText(child)}</div>
  const fields = new Map(Object.entries(child))
  const shown = addressLines
    .map((name) => fields.get(name))
    .filter((value) => typeof value === 'string' && value !== '')
  const rest = [...fields].filter(
    ([name, value]) => !addressLines.some((line) => line === name) && name !== 'id' && value !== null && value !== '',
  )
  return (
    <div className="card">
      {shown.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines of one address, drawn anew together
        <Text key={index}>{String(line)}</Text>
      ))}
      {rest.map(([name, value]) => (
        <Text key={name} size="sm" c="dimmed">
          {fieldLabel(name)}: {valueText(value)}
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
