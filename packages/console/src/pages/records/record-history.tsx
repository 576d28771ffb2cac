import { Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Schemas } from '../../api.ts'
import { ActorName } from '../../components/actor-name.tsx'
import { Sheet } from '../../components/page.tsx'
import { When } from '../../components/when.tsx'
import { placeLabel } from '../../record-words.ts'
import { t } from '../../words/words.ts'

/** Each version of the record: what changed, when, and by whom. */
export function RecordHistory({ record }: { record: Schemas['RecordInFull'] }) {
  return (
    <Sheet title={t('History')}>
      <ol className="history">
        {record.changes.map(({ version, patch, at, actor, run }) => (
          <li key={version}>
            <Text fw={500}>{patch === null ? t('Created') : fieldsIn(patch)}</Text>
            <Text size="sm" c="dimmed">
              {t('version {version}', { version })} · <When at={at} /> · <ActorName actor={actor} />
              {run !== null && (
                <>
                  {' · '}
                  <Link to="/runs/$id" params={{ id: String(run) }}>
                    {t('run {run}', { run })}
                  </Link>
                </>
              )}
            </Text>
          </li>
        ))}
      </ol>
    </Sheet>
  )
}

function fieldsIn(patch: Record<string, unknown>): string {
  const names = new Set(Object.keys(patch).map((path) => placeLabel(path)))
  return names.size === 0 ? t('Consent or links') : [...names].join(', ')
}
