import { Link } from '@tanstack/react-router'
import { t } from '../words/words.ts'

/** Flows and their runs lie side by side. */
export function FlowTabs() {
  return (
    <nav className="tabs" aria-label={t('Flows')}>
      <Link to="/flows" activeOptions={{ exact: true }} activeProps={{ 'aria-current': 'page' }}>
        {t('Flows')}
      </Link>
      <Link to="/runs" activeOptions={{ exact: true, includeSearch: false }} activeProps={{ 'aria-current': 'page' }}>
        {t('Runs')}
      </Link>
    </nav>
  )
}
