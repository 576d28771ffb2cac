import type { ReactNode } from 'react'
import { type Role, useMay } from '../queries/session.ts'

/** What only some roles may do is shown to them alone. */
export function May({ needs, children }: { needs: Role; children: ReactNode }) {
  return useMay(needs) ? children : null
}
