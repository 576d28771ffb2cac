import { Link } from '@tanstack/react-router'
import { MapPinOff } from 'lucide-react'
import { Page } from '../components/page.tsx'
import { Empty } from '../components/states.tsx'
import { t } from '../words/words.ts'

export function MissingPage() {
  return (
    <Page title={t('Nothing is here')}>
      <Empty icon={<MapPinOff size={28} aria-hidden />} title={t('No screen has this address')}>
        <Link to="/">{t('Go home')}</Link>
      </Empty>
    </Page>
  )
}
