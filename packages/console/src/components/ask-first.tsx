import { Button, Modal, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { t } from '../words/words.ts'

interface AskFirstProps {
  isAsking: boolean
  /** The question. */
  title: string
  /** What follows from it. */
  says: string | undefined
  /** The word for leaving it, where "Cancel" could be taken for the act itself. */
  leave?: string
  act: string
  isPending: boolean
  /** It takes something away, or overrides what holds. */
  isGrave?: boolean
  close(): void
  go(): void
  /** Why it did not happen, or what it needs besides. */
  children?: ReactNode
}

/** Asks before an act that cannot be taken back. */
export function AskFirst(props: AskFirstProps) {
  const { isAsking, title, says, leave = t('Cancel'), act, isPending, isGrave = false, close, go, children } = props
  return (
    <Modal opened={isAsking} onClose={close} title={title} closeButtonProps={{ 'aria-label': t('Close') }}>
      <Text>{says}</Text>
      {children}
      <div className="form-foot">
        <Button variant="default" onClick={close}>
          {leave}
        </Button>
        <Button {...(isGrave ? { color: 'red' } : {})} loading={isPending} onClick={go}>
          {act}
        </Button>
      </div>
    </Modal>
  )
}
