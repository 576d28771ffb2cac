import type { Schemas } from '../../api.ts'
import { t } from '../../words/words.ts'

type Role = Schemas['Person']['role']

export const roleWords: Record<Role, () => string> = {
  owner: () => t('Owner'),
  editor: () => t('Editor'),
  viewer: () => t('Viewer'),
}

export function roleOf(text: string | undefined): Role {
  if (text === 'owner' || text === 'editor') return text
  return 'viewer'
}
