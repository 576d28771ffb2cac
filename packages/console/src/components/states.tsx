import { Alert, Button, Skeleton, Text } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import { CircleAlert, Lock, Unplug } from 'lucide-react'
import type { ReactNode } from 'react'
import { Problem } from '../api.ts'
import { t } from '../words/words.ts'

/** The shape of what comes. */
export function Waiting({ lines = 6 }: { lines?: number }) {
  return (
    <div className="waiting" role="status" aria-label={t('Loading')}>
      {Array.from({ length: lines }, (_, line) => line).map((line) => (
        <Skeleton key={line} height={14} width={`${92 - ((line * 17) % 45)}%`} />
      ))}
    </div>
  )
}

/** A whole screen or part of one that could not be had. */
export function Failed({ error, retry }: { error: Error; retry?: () => unknown }) {
  const isForbidden = error instanceof Problem && error.status === 403
  const isReached = error instanceof Problem
  const Icon = isForbidden ? Lock : isReached ? CircleAlert : Unplug
  const title = isForbidden
    ? t('This is not for your role')
    : isReached
      ? t('The hub could not show this')
      : t('The hub does not answer')
  return (
    <div className="empty" role="alert">
      <Icon size={28} aria-hidden />
      <Text fw={600}>{title}</Text>
      <Text c="dimmed" size="sm">
        {isReached ? error.message : t('Is it running, and is this machine on its network?')}
      </Text>
      {retry !== undefined && !isForbidden && (
        <Button variant="default" onClick={() => void retry()}>
          {t('Try again')}
        </Button>
      )}
    </div>
  )
}

/** Something that this role does not reach, and who can help. */
export function Forbidden({ says }: { says: string }) {
  return (
    <div className="empty">
      <Lock size={28} aria-hidden />
      <Text fw={600}>{t('This is not for your role')}</Text>
      <Text c="dimmed" size="sm">
        {says}
      </Text>
    </div>
  )
}

/** Nothing is there, and what would put something there. */
export function Empty({
  icon,
  title,
  says,
  children,
}: {
  icon?: ReactNode
  title: string
  says?: string
  children?: ReactNode
}) {
  return (
    <div className="empty">
      {icon}
      <Text fw={600}>{title}</Text>
      {says !== undefined && (
        <Text c="dimmed" size="sm">
          {says}
        </Text>
      )}
      {children}
    </div>
  )
}

/** Why an action did not happen; nothing where it did. */
export function Trouble({ error }: { error: Error | null }) {
  if (error === null) return null
  const says = error instanceof Problem ? error.message : t('The hub does not answer')
  return (
    <Alert color="red" variant="light" icon={<CircleAlert size={18} aria-hidden />} role="alert" className="trouble">
      {says}
    </Alert>
  )
}

/** Draws what a query brought; until then the shape of it, or the reason why there is nothing. */
export function Loaded<T>({
  of: query,
  waiting,
  children,
}: {
  of: UseQueryResult<T, Error>
  waiting?: ReactNode
  children: (value: T) => ReactNode
}) {
  if (query.data !== undefined) {
    return (
      <>
        {query.isError && <Trouble error={query.error} />}
        {children(query.data)}
      </>
    )
  }
  if (query.isError) return <Failed error={query.error} retry={() => query.refetch()} />
  return waiting ?? <Waiting />
}
