import { Button, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { Schemas } from '../../api.ts'
import { Mark } from '../../components/mark.tsx'
import { Sheet } from '../../components/page.tsx'
import { Rows } from '../../components/rows.tsx'
import { Empty, Loaded } from '../../components/states.tsx'
import { tell, tellTrouble } from '../../components/told.ts'
import { When } from '../../components/when.tsx'
import { diffQuery, useRollBack, versionsQuery } from '../../queries/flows.ts'
import { useMay } from '../../queries/session.ts'
import { valueText } from '../../record-words.ts'
import { t } from '../../words/words.ts'

const route = getRouteApi('/flows/$name')

/** Every version that was saved; what changed between two; and the way back. */
export function Versions({ flow }: { flow: Schemas['FlowInFull'] }) {
  const versions = useQuery(versionsQuery(flow.name))
  const back = useRollBack(flow.name)
  const mayRollBack = useMay('editor')
  const { from, to } = route.useSearch()
  return (
    <>
      <Sheet flush>
        <Loaded of={versions}>
          {({ data }) => (
            <Rows
              label={t('Versions')}
              items={data}
              keyOf={({ version }) => version}
              columns={[
                { head: t('Version'), cell: ({ version }) => t('Version {version}', { version }) },
                {
                  head: t('State'),
                  cell: ({ isActive }) => (isActive ? <Mark tone="good">{t('In force')}</Mark> : '—'),
                },
                { head: t('Note'), cell: ({ note }) => note ?? '—' },
                { head: t('Saved'), cell: ({ createdAt }) => <When at={createdAt} /> },
                {
                  head: t('Compare'),
                  cell: ({ version }) =>
                    version > 1 && (
                      <Link
                        to="/flows/$name"
                        params={{ name: flow.name }}
                        search={{ tab: 'versions', from: version - 1, to: version }}
                        aria-current={to === version ? 'true' : undefined}
                      >
                        {t('with {version}', { version: version - 1 })}
                      </Link>
                    ),
                },
                {
                  head: t('Go back'),
                  isAction: true,
                  cell: ({ version, isActive }) =>
                    !isActive &&
                    mayRollBack && (
                      <Button
                        size="compact-sm"
                        variant="default"
                        loading={back.isPending && back.variables === version}
                        onClick={() =>
                          back.mutate(version, {
                            onSuccess: () => tell(t('Version {version} is in force', { version })),
                            onError: tellTrouble,
                          })
                        }
                      >
                        {t('Put {version} into force', { version })}
                      </Button>
                    ),
                },
              ]}
            />
          )}
        </Loaded>
      </Sheet>
      {from !== undefined && to !== undefined && <Difference flow={flow.name} from={from} to={to} />}
    </>
  )
}

function Difference({ flow, from, to }: { flow: string; from: number; to: number }) {
  const diff = useQuery(diffQuery(flow, from, to))
  return (
    <Sheet title={t('From version {from} to version {to}', { from, to })}>
      <Loaded of={diff}>
        {({ changes }) => {
          const entries = Object.entries(changes)
          if (entries.length === 0) return <Empty title={t('They are the same')} />
          return (
            <dl className="diff">
              {entries.map(([place, { old: before, new: after }]) => (
                <div key={place}>
                  <dt>
                    <code>{place}</code>
                  </dt>
                  {before !== undefined && (
                    <dd>
                      <del>{definitionText(before)}</del>
                    </dd>
                  )}
                  {after !== undefined && (
                    <dd>
                      <ins>{definitionText(after)}</ins>
                    </dd>
                  )}
                </div>
              ))}
            </dl>
          )
        }}
      </Loaded>
      <Text size="sm" c="dimmed" mt="sm">
        {t('Struck out: before. Underlined: after.')}
      </Text>
    </Sheet>
  )
}

/** A part of a definition; what has parts of its own stands in lines. */
function definitionText(value: unknown): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value, null, 2) : valueText(value)
}
