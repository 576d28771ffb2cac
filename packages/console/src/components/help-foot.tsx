import { Link } from '@tanstack/react-router'
import { BookOpen, Download } from 'lucide-react'
import { useMay } from '../queries/session.ts'
import { t } from '../words/words.ts'

/** Below a page of settings: how it works, and the file for whoever helps. */
export function HelpFoot({ page }: { page: string }) {
  const mayDownload = useMay('admin')
  return (
    <aside className="help-foot" aria-label={t('Help')}>
      <Link to="/help/$page" params={{ page }}>
        <BookOpen size={15} aria-hidden /> {t('How this works')}
      </Link>
      {mayDownload && (
        <a href="/api/v1/diagnostics" download>
          <Download size={15} aria-hidden /> {t('Diagnostic bundle')}
        </a>
      )}
    </aside>
  )
}
