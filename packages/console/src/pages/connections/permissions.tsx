import type { Schemas } from '../../api.ts'
import { Mark } from '../../components/mark.tsx'
import { Rows } from '../../components/rows.tsx'
import { t } from '../../words/words.ts'

type Permission = Schemas['CheckedAccount']['permissions'][number]

/** Granted, missing, or more than is needed, each with what to do about it. */
export function Permissions({ checked }: { checked: Schemas['CheckedAccount'] }) {
  return (
    <Rows
      label={t('Permissions')}
      items={checked.permissions}
      keyOf={({ permission }) => permission}
      columns={[
        { head: t('Permission'), cell: ({ permission }) => <code>{permission}</code> },
        { head: t('State'), cell: (permission) => <PermissionMark permission={permission} /> },
        { head: t('Needed for'), cell: ({ neededBy }) => neededBy.join(', ') || '—' },
      ]}
    />
  )
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
