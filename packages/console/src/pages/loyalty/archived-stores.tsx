import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { May } from '../../components/may.tsx'
import { tell, tellTrouble } from '../../components/told.ts'
import { When } from '../../components/when.tsx'
import { archivedStoresQuery, useArchiveStore } from '../../queries/stores.ts'
import { t } from '../../words/words.ts'

/** Stores that are closed, with the way back. Nothing where none is. */
export function ArchivedStores() {
  const stores = useQuery(archivedStoresQuery).data?.data ?? []
  const archive = useArchiveStore()
  if (stores.length === 0) return null
  return (
    <details className="more">
      <summary>
        {t('{count, plural, one {# archived store} other {# archived stores}}', { count: stores.length })}
      </summary>
      <ul className="list">
        {stores.map(({ id, name, archivedAt }) => (
          <li key={id}>
            {name}{' '}
            <span className="quiet">
              <When at={archivedAt} />
            </span>
            <May needs="editor">
              <Button
                size="compact-sm"
                variant="default"
                loading={archive.isPending}
                onClick={() =>
                  archive.mutate({ id, isArchived: false }, { onSuccess: () => tell(t('Saved')), onError: tellTrouble })
                }
              >
                {t('Bring back')}
                <span className="unseen"> {name}</span>
              </Button>
            </May>
          </li>
        ))}
      </ul>
    </details>
  )
}
