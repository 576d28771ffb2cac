import type { FlowDiagnostic } from '@trefoil/mapping'
import { CircleAlert, Info, TriangleAlert } from 'lucide-react'

const icons = { error: CircleAlert, warning: TriangleAlert, hint: Info } as const

/** What the checker found, under what it is about. */
export function Diagnostics({ of: found }: { of: readonly FlowDiagnostic[] }) {
  if (found.length === 0) return null
  return (
    <ul className="diagnostics">
      {found.map(({ severity, message, path }) => {
        const Icon = icons[severity]
        return (
          <li key={`${path.join('.')}${message}`} className={`diagnostic diagnostic-${severity}`}>
            <Icon size={14} aria-label={severity} />
            {message}
          </li>
        )
      })}
    </ul>
  )
}
