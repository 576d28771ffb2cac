import { Option } from 'commander'
import type { Schemas } from '../client/index.ts'

export type Role = Schemas['Person']['role']

const roles: readonly Role[] = ['cashier', 'viewer', 'operator', 'editor', 'admin', 'owner']

export function roleOption(): Option {
  return new Option('--role <role>', 'what may be done, from the counter alone to everything').choices(roles)
}

/** Commander has checked the choice already; this tells the compiler. */
export function roleNamed(text: string): Role | undefined {
  return roles.find((role) => role === text)
}
