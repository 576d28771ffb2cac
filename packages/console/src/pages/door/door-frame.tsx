import { Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { LanguageChoice, SchemeChoice } from '../../components/choices.tsx'

/** The page before the console: one sheet in the middle. */
export function DoorFrame({ title, says, children }: { title: string; says: string; children: ReactNode }) {
  return (
    <main className="door">
      <section className="sheet door-sheet">
        <img src="/trefoil.svg" alt="" width={40} height={40} />
        <Title order={1}>{title}</Title>
        <Text c="dimmed">{says}</Text>
        {children}
      </section>
      <footer className="door-foot">
        <LanguageChoice />
        <SchemeChoice />
      </footer>
    </main>
  )
}
