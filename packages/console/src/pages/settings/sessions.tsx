import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Schemas } from '../../api.ts'
import { Mark } from '../../components/mark.tsx'
import { Sheet } from '../../components/page.tsx'
import { type Column, Rows } from '../../components/rows.tsx'
import { Loaded } from '../../components/states.tsx'
import { tell, tellTrouble } from '../../components/told.ts'
import { When } from '../../components/when.tsx'
import { sessionsQuery, useEndOtherSessions, useEndSession } from '../../queries/session.ts'
import { t } from '../../words/words.ts'
import { browserName } from './browser-name.ts'

type Session = Schemas['Sessions']['data'][number]

/** Where you are signed in, and how to end what you do not know. */
export function Sessions() {
  const sessions = useQuery(sessionsQuery)
  const endOthers = useEndOtherSessions()
  const others = sessions.data?.data.some(({ isThis }) => !isThis) ?? false
  return (
    <Sheet
      title={t('Where you are signed in')}
      flush
      actions={
        others && (
          <Button
            size="xs"
            variant="default"
            loading={endOthers.isPending}
            onClick={() =>
              endOthers.mutate(undefined, {
                onSuccess: () => tell(t('You are signed in here alone')),
                onError: tellTrouble,
              })
            }
          >
            {t('Sign out everywhere else')}
          </Button>
        )
      }
    >
      <Loaded of={sessions}>
        {({ data }) => (
          <Rows label={t('Where you are signed in')} columns={columns()} items={data} keyOf={({ id }) => id} />
        )}
      </Loaded>
    </Sheet>
  )
}

function columns(): Column<Session>[] {
  return [
    { head: t('Browser'), cell: ({ agent }) => <span title={agent}>{browserName(agent)}</span> },
    { head: t('Address'), cell: ({ address }) => <code>{address}</code> },
    { head: t('Signed in'), cell: ({ createdAt }) => <When at={createdAt} />, isDeskOnly: true },
    { head: t('Used'), cell: ({ seenAt }) => <When at={seenAt} /> },
    {
      head: t('Actions'),
      isAction: true,
      cell: ({ id, isThis, agent }) =>
        isThis ? <Mark tone="good">{t('This browser')}</Mark> : <End id={id} name={browserName(agent)} />,
    },
  ]
}

function End({ id, name }: { id: number; name: string }) {
  const end = useEndSession()
  return (
    <Button
      size="compact-sm"
      variant="default"
      loading={end.isPending}
      onClick={() => end.mutate(id, { onError: tellTrouble })}
    >
      {t('Sign out')}
      <span className="unseen"> {name}</span>
    </Button>
  )
}
