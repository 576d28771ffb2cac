import { Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { ChevronLeft } from 'lucide-react'
import { type ReactNode, useEffect } from 'react'
import type { RecordEntity } from '../search-values.ts'

interface PageProps {
  title: string
  says?: ReactNode
  /** Where this screen hangs. */
  back?: {
    to: '/records' | '/flows' | '/runs' | '/issues' | '/connections'
    search?: { entity: RecordEntity }
    label: string
  }
  mark?: ReactNode
  actions?: ReactNode
  children: ReactNode
}

/** A screen: what it is, what can be done with it, and its content. */
export function Page({ title, says, back, mark, actions, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · Trefoil`
  }, [title])
  return (
    <>
      <header className="page-head">
        <div className="page-title">
          {back !== undefined && (
            <Link to={back.to} search={back.search ?? {}} className="back">
              <ChevronLeft size={14} aria-hidden />
              {back.label}
            </Link>
          )}
          <div className="page-name">
            <Title order={1}>{title}</Title>
            {mark}
          </div>
          {says !== undefined && (
            <Text c="dimmed" size="sm" component="div">
              {says}
            </Text>
          )}
        </div>
        {actions !== undefined && <div className="page-actions">{actions}</div>}
      </header>
      {children}
    </>
  )
}

/** A part of a screen, on a sheet of its own. */
export function Sheet({
  title,
  actions,
  children,
  flush = false,
}: {
  title?: string
  actions?: ReactNode
  children: ReactNode
  flush?: boolean
}) {
  return (
    <section className={flush ? 'sheet sheet-flush' : 'sheet'}>
      {(title !== undefined || actions !== undefined) && (
        <div className="sheet-head">
          {title !== undefined && <Title order={2}>{title}</Title>}
          {actions}
        </div>
      )}
      {children}
    </section>
  )
}
