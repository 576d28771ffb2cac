import { Drawer, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { Schemas } from '../../api.ts'
import { ActorName } from '../../components/actor-name.tsx'
import { Copy } from '../../components/copy.tsx'
import { RuleText } from '../../components/explanation.tsx'
import { Mark } from '../../components/mark.tsx'
import { When } from '../../components/when.tsx'
import { fieldAt, fieldText } from '../../field-text.ts'
import { explainQuery } from '../../queries/flows.ts'
import { fieldLabel } from '../../record-words.ts'
import { t } from '../../words/words.ts'
import { DoneBy } from './done-by.tsx'
import { originName, originsOf, saidOf } from './origin.ts'

const route = getRouteApi('/records/$id')

type Full = Schemas['RecordInFull']

/** Who says so, by which rule, since when; and what the others say. */
export function WhyDrawer({ record }: { record: Full }) {
  const { why } = route.useSearch()
  const navigate = route.useNavigate()
  return (
    <Drawer
      opened={why !== undefined}
      onClose={() => void navigate({ search: {} })}
      position="right"
      size="md"
      title={t('Why this value?')}
      closeButtonProps={{ 'aria-label': t('Close') }}
    >
      {why !== undefined && <Why record={record} field={why} />}
    </Drawer>
  )
}

function Why({ record, field }: { record: Full; field: string }) {
  const winners = originsOf(record, field)
  const others = record.links.filter((link) => !winners.includes(link) && saidOf(link, field) !== undefined)
  const history = record.changes.filter(
    ({ patch }) => patch !== null && Object.keys(patch).some((path) => path.split('/')[0] === field),
  )
  const shape = fieldAt(record.entity, field)
  const text = (value: unknown, currency = record.data.currency) => fieldText(shape, value, currency)
  return (
    <div className="stack">
      <div>
        <Text c="dimmed">{fieldLabel(field)}</Text>
        <Text size="lg" fw={600} className="value">
          {Array.isArray(record.data[field])
            ? t('{count, plural, one {# entry} other {# entries}}', { count: record.data[field].length })
            : text(record.data[field])}
        </Text>
      </div>
      {winners.map((winner) => (
        <section key={winner.id} className="card card-good">
          <Mark tone="good">{t('Said by {source}', { source: originName(winner) })}</Mark>
          <Source link={winner} />
          {winner.flow !== null && <WinningRule flow={winner.flow} externalId={winner.externalId} field={field} />}
        </section>
      ))}
      <Title order={3}>{t('What the others say')}</Title>
      {others.length === 0 && <Text c="dimmed">{t('No other source says anything of this field.')}</Text>}
      {others.map((link) => (
        <section key={link.id} className="card">
          <Text fw={600}>{originName(link)}</Text>
          <Text className="value">{text(saidOf(link, field), saidOf(link, 'currency'))}</Text>
          <Source link={link} />
        </section>
      ))}
      <Title order={3}>{t('How it became so')}</Title>
      <ul className="list">
        {history.map(({ version, patch, at, actor, run }) => (
          <li key={version}>
            <span>
              <ChangeText change={patch?.[field]} text={text} />
              <Text size="sm" c="dimmed">
                <DoneBy at={at} by={<ActorName actor={actor} />} run={run} />
              </Text>
            </span>
          </li>
        ))}
        {history.length === 0 && <li>{t('It is as it was when the record was created.')}</li>}
      </ul>
    </div>
  )
}

/** The rule that made the value, as it runs on what the source last said. */
function WinningRule({ flow, externalId, field }: { flow: string; externalId: string; field: string }) {
  const explained = useQuery({ ...explainQuery(flow, { externalId }), retry: false })
  const rule = explained.data?.fields.find(({ path }) => path.split('/')[0]?.toLowerCase() === field.toLowerCase())
  if (rule === undefined) return null
  return (
    <div className="rule-text">
      <RuleText field={rule} />
    </div>
  )
}

function Source({ link }: { link: Full['links'][number] }) {
  return (
    <Text size="sm" c="dimmed" component="div">
      {link.connection !== null && <Copy text={link.externalId} />}
      {link.flow !== null && (
        <div>
          {t('by the flow')}{' '}
          <Link to="/flows/$name" params={{ name: link.flow }} search={{ tab: 'mapping' }}>
            {link.flow}
          </Link>
          {link.mappingVersion !== null && ` ${t('version {version}', { version: link.mappingVersion })}`}
        </div>
      )}
      <When at={link.updatedAt} />
    </Text>
  )
}

function ChangeText({ change, text }: { change: unknown; text: (value: unknown) => string }) {
  if (typeof change !== 'object' || change === null) return <span>{t('Changed')}</span>
  const { old: before, new: after } = Object.assign({ old: undefined, new: undefined }, change)
  return (
    <span className="value">
      <del>{text(before)}</del> → <ins>{text(after)}</ins>
    </span>
  )
}
