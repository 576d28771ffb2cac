import { Text } from '@mantine/core'
import type { Schemas } from '../../api.ts'
import { Mark } from '../../components/mark.tsx'
import { Rows } from '../../components/rows.tsx'
import { t } from '../../words/words.ts'

type Permission = Schemas['CheckedAccount']['permissions'][number]

/** Granted, missing, or more than is needed, each with what to do about it; what is missing says for what. */
export function Permissions({ checked }: { checked: Schemas['CheckedAccount'] }) {
  return (
    <Rows
      label={t('Permissions')}
      items={checked.permissions.toSorted((one, other) => weightOf(one) - weightOf(other))}
      keyOf={({ permission }) => permission}
      columns={[
        { head: t('Permission'), cell: ({ permission }) => <code>{permission}</code> },
        {
          head: t('State'),
          isWide: true,
          cell: (permission) => (
            <>
              <PermissionMark permission={permission} />
              {permission.state !== 'granted' && permission.neededBy.length > 0 && (
                <Text size="sm" c="dimmed">
                  {t('Needed for: {what}', { what: permission.neededBy.join('; ') })}
                </Text>
              )}
            </>
          ),
        },
      ]}
    />
  )
}

/** What has to be done stands first. */
function weightOf({ state, neededBy }: Permission): number {
  if (neededBy.length === 0) return state === 'granted' ? 2 : 4
  return { missing: 0, unknown: 1, granted: 3 }[state]
}

function PermissionMark({ permission: { state, neededBy } }: { permission: Permission }) {
  if (neededBy.length === 0) {
    return state === 'granted' ? (
      <Mark tone="quiet">{t('Not needed: untick it')}</Mark>
    ) : (
      <Mark tone="quiet">{t('Not needed')}</Mark>
    )
  }
  if (state === 'granted') return <Mark tone="good">{t('Granted')}</Mark>
  if (state === 'missing') return <Mark tone="stop">{t('Missing: tick its box')}</Mark>
  return <Mark tone="amber">{t('Cannot be told')}</Mark>
}
