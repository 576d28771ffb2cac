import { CircleAlert, CircleCheck, CircleDashed, CirclePause, CircleX, LoaderCircle } from 'lucide-react'
import type { ReactNode } from 'react'
import { t } from '../words/words.ts'

type Tone = 'good' | 'wait' | 'amber' | 'stop' | 'quiet'

const icons = {
  good: CircleCheck,
  wait: LoaderCircle,
  amber: CirclePause,
  stop: CircleX,
  quiet: CircleDashed,
} as const

/** A state: a word, an icon and a colour, so that no one of them carries it alone. */
export function Mark({ tone, children }: { tone: Tone; children: ReactNode }) {
  const Icon = icons[tone]
  return (
    <span className={`mark mark-${tone}`}>
      <Icon size={15} aria-hidden />
      {children}
    </span>
  )
}

export function FlowMark({ state }: { state: string }) {
  if (state === 'enabled') return <Mark tone="good">{t('Enabled')}</Mark>
  if (state === 'paused') return <Mark tone="amber">{t('Paused')}</Mark>
  return <Mark tone="stop">{t('Stopped')}</Mark>
}

export function ConnectionMark({ state }: { state: string }) {
  if (state === 'active') return <Mark tone="good">{t('In step')}</Mark>
  if (state === 'paused') return <Mark tone="amber">{t('Paused')}</Mark>
  return <Mark tone="stop">{t('Stopped')}</Mark>
}

export function RunMark({ state }: { state: string }) {
  if (state === 'done') return <Mark tone="good">{t('Done')}</Mark>
  if (state === 'running') return <Mark tone="wait">{t('Running')}</Mark>
  if (state === 'queued') return <Mark tone="quiet">{t('Queued')}</Mark>
  if (state === 'collecting') return <Mark tone="quiet">{t('Collecting ids')}</Mark>
  if (state === 'braked') return <Mark tone="amber">{t('Waits for approval')}</Mark>
  if (state === 'cancelled') return <Mark tone="quiet">{t('Cancelled')}</Mark>
  return <Mark tone="stop">{t('Failed')}</Mark>
}

/** The seven ways in which a record can end in a run. */
export const outcomeWords: Record<string, { label: () => string; tone: Tone }> = {
  created: { label: () => t('Created'), tone: 'good' },
  updated: { label: () => t('Updated'), tone: 'good' },
  unchanged: { label: () => t('Unchanged'), tone: 'quiet' },
  linked: { label: () => t('Linked'), tone: 'good' },
  filtered: { label: () => t('Filtered'), tone: 'quiet' },
  held: { label: () => t('Held'), tone: 'amber' },
  error: { label: () => t('Error'), tone: 'stop' },
}

export function OutcomeMark({ outcome }: { outcome: string }) {
  const words = outcomeWords[outcome]
  return <Mark tone={words?.tone ?? 'quiet'}>{words?.label() ?? outcome}</Mark>
}

/** A sentence of trouble beside a thing. */
export function FaultLine({ fault }: { fault: Record<string, unknown> | null }) {
  if (fault === null || typeof fault.message !== 'string') return null
  return (
    <span className="fault-line">
      <CircleAlert size={15} aria-hidden />
      {fault.message}
    </span>
  )
}
