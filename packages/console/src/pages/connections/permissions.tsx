import { Text } from '@mantine/core'
import type { Schemas } from '../../api.ts'
import { Mark } from '../../components/mark.tsx'
import { Rows } from '../../components/rows.tsx'
import { t } from '../../words/words.ts'

type Permission = Schemas['CheckedAccount']['permissions'][number]

/** Granted, missing, or more than the enabled flows need, each with what to do about it and for what it is. */
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
              {permission.usedBy.length > 0 && (
                <Text size="sm" c="dimmed">
                  {t('Used by: {flows}', { flows: permission.usedBy.join(', ') })}
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
function weightOf({ state, neededBy, excess }: Permission): number {
  if (excess) return 2
  if (neededBy.length === 0 && state !== 'granted') return 4
  return { missing: 0, unknown: 1, granted: 3 }[state]
}

function PermissionMark({ permission: { state, neededBy, excess } }: { permission: Permission }) {
  if (excess) {
    return (
      <>
        <Mark tone="amber">{t('Excess permission')}</Mark>
        <Text size="sm" c="dimmed">
          {t('No enabled flow needs it: untick its box')}
        </Text>
      </>
    )
  }
  if (state === 'granted') return <Mark tone="good">{t('Granted')}</Mark>
  if (neededBy.length === 0) return <Mark tone="quiet">{t('Not needed')}</Mark>
  if (state === 'missing') return <Mark tone="stop">{t('Missing: tick its box')}</Mark>
  return <Mark tone="amber">{t('Cannot be told')}</Mark>
}
