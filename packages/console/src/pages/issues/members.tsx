import { Button, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Schemas } from '../../api.ts'
import { ButtonLink } from '../../components/button-link.tsx'
import { Mark } from '../../components/mark.tsx'
import { type Column, Rows } from '../../components/rows.tsx'
import { Empty, Loaded } from '../../components/states.tsx'
import { tell, tellTrouble } from '../../components/told.ts'
import { When } from '../../components/when.tsx'
import { flowQuery } from '../../queries/flows.ts'
import { membersQuery, useReplay } from '../../queries/issues.ts'
import { useMay } from '../../queries/session.ts'
import { t } from '../../words/words.ts'
import { Compare } from './compare.tsx'
import { EditMember } from './edit-member.tsx'

type Member = Schemas['IssueMember']

/** The records of an issue, each with its own reason and its own way out. */
export function Members({ issue }: { issue: Schemas['Issue'] }) {
  const id = String(issue.id)
  const members = useQuery(membersQuery(id))
  const isMendable = useMay('operator')
  return (
    <Loaded of={members}>
      {({ data }) =>
        data.length === 0 ? (
          <Empty title={t('Every record has passed')} />
        ) : (
          <Rows
            label={t('Records')}
            columns={columns(issue, isMendable)}
            items={data}
            keyOf={({ id: member }) => member}
          />
        )
      }
    </Loaded>
  )
}

function columns(issue: Schemas['Issue'], isMendable: boolean): Column<Member>[] {
  return [
    {
      head: t('Record'),
      cell: ({ recordId, externalId }) =>
        recordId === null ? (
          <code>{externalId ?? '—'}</code>
        ) : (
          <Link to="/records/$id" params={{ id: String(recordId) }}>
            {externalId ?? `#${recordId}`}
          </Link>
        ),
    },
    {
      head: t('Reason'),
      cell: ({ reason }) => reason,
    },
    {
      head: t('State'),
      cell: ({ standing, attempts }) => (
        <>
          {standing === 'held' && <Mark tone="amber">{t('Held')}</Mark>}
          {standing === 'retrying' && <Mark tone="wait">{t('Tried again')}</Mark>}
          {standing !== 'held' && standing !== 'retrying' && <Mark tone="stop">{t('Error')}</Mark>}
          <Text size="xs" c="dimmed">
            {t('{count, plural, one {# try} other {# tries}}', { count: attempts })}
          </Text>
        </>
      ),
      isDeskOnly: true,
    },
    { head: t('Last'), cell: ({ lastAt }) => <When at={lastAt} />, isDeskOnly: true },
    ...(isMendable
      ? [{ head: t('Mend'), cell: (member: Member) => <Mend issue={issue} member={member} />, isAction: true }]
      : []),
  ]
}

/** The record that stands in the way, where there is one. */
function holderOf({ facts }: Member): string | null {
  const holder = facts?.holder ?? facts?.recordId
  return typeof holder === 'number' || typeof holder === 'string' ? String(holder) : null
}

function Mend({ issue, member }: { issue: Schemas['Issue']; member: Member }) {
  const replay = useReplay(String(issue.id))
  const holder = holderOf(member)
  const name = member.externalId ?? `#${member.recordId}`
  return (
    <span className="row-actions">
      {holder !== null && issue.flow !== null && member.externalId !== null && (
        <Compare flow={issue.flow} connection={issue.connection} externalId={member.externalId} holder={holder} />
      )}
      <Button
        size="compact-sm"
        variant="default"
        loading={replay.isPending}
        onClick={() =>
          replay.mutate(member.id, {
            onSuccess: () => tell(t('{name} is tried again', { name })),
            onError: tellTrouble,
          })
        }
      >
        {t('Try again')}
        <span className="unseen"> {name}</span>
      </Button>
      {member.recordId !== null && <EditMember issue={String(issue.id)} member={member} name={name} />}
      {issue.flow !== null && <TryRules flow={issue.flow} member={member} name={name} />}
    </span>
  )
}

/** The formulas of the flow with this record loaded: what each of them makes of it, while it is being changed. */
function TryRules({ flow, member, name }: { flow: string; member: Member; name: string }) {
  const direction = useQuery(flowQuery(flow)).data?.direction
  const record = direction === 'to_hub' ? member.externalId : member.recordId
  if (direction === undefined || record === null) return null
  return (
    <ButtonLink
      to="/flows/$name"
      params={{ name: flow }}
      search={{ tab: 'mapping', record: String(record) }}
      size="compact-sm"
      variant="default"
    >
      {t('Try the rules on it')}
      <span className="unseen"> {name}</span>
    </ButtonLink>
  )
}
