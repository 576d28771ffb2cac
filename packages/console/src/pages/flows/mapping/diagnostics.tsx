import type { FlowDiagnostic } from '@trefoil/mapping'
import { CircleAlert, Info, TriangleAlert } from 'lucide-react'
import { t } from '../../../words/words.ts'

const icons = { error: CircleAlert, warning: TriangleAlert, hint: Info } as const
const words = { error: () => t('Error'), warning: () => t('Warning'), hint: () => t('Hint') } as const

/** What the checker found, under what it is about. */
export function Diagnostics({ of: found }: { of: readonly Pick<FlowDiagnostic, 'severity' | 'message' | 'path'>[] }) {
  if (found.length === 0) return null
  return (
    <ul className="diagnostics">
      {found.map(({ severity, message, path }) => {
        const Icon = icons[severity]
        return (
          <li key={`${path.join('.')}${message}`} className={`diagnostic diagnostic-${severity}`}>
            <Icon size={14} aria-label={words[severity]()} />
            {message}
          </li>
        )
      })}
    </ul>
  )
}
