import type { Role } from '../../queries/session.ts'
import { t } from '../../words/words.ts'

export const roleWords: Record<Role, () => string> = {
  cashier: () => t('Cashier'),
  viewer: () => t('Viewer'),
  operator: () => t('Operator'),
  editor: () => t('Editor'),
  admin: () => t('Admin'),
  owner: () => t('Owner'),
}

/** What each role may do beyond the one before it; a cashier stands aside. */
export const roleSays: Record<Role, () => string> = {
  cashier: () => t('looks customers up and redeems for them, and nothing else'),
  viewer: () => t('looks at everything'),
  operator: () => t('runs flows, mends records and issues'),
  editor: () => t('changes flows and mappings'),
  admin: () => t('decides about accounts and settings'),
  owner: () => t('decides about people and keys'),
}

export function roleOf(text: string | undefined | null): Role {
  if (text === 'owner' || text === 'admin' || text === 'editor' || text === 'operator' || text === 'cashier')
    return text
  return 'viewer'
}

/** For a choice among roles. */
export function roleChoices(): { value: Role; label: string }[] {
  return (['cashier', 'viewer', 'operator', 'editor', 'admin', 'owner'] as const).map((role) => {
    return { value: role, label: roleWords[role]() }
  })
}
