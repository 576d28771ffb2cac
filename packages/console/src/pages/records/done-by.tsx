import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { When } from '../../components/when.tsx'
import { t } from '../../words/words.ts'

interface DoneByProps {
  at: string
  /** A person, a flow, or a connection. */
  by: ReactNode
  run: number | null
}

/** When something was done, by whom, and in which run. */
export function DoneBy({ at, by, run }: DoneByProps) {
  return (
    <>
      <When at={at} /> · {by}
      {run !== null && (
        <>
          {' · '}
          <Link to="/runs/$id" params={{ id: String(run) }}>
            {t('run {run}', { run })}
          </Link>
        </>
      )}
    </>
  )
}
