import { Sheet } from '../../components/page.tsx'
import { Empty } from '../../components/states.tsx'
import { t } from '../../words/words.ts'

/** The shops of the business. */
export function Stores() {
  return (
    <Sheet title={t('Stores')}>
      <Empty title={t('No stores yet')} />
    </Sheet>
  )
}
