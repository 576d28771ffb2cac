import { Modal, NumberInput, SegmentedControl, TextInput } from '@mantine/core'
import { useState } from 'react'
import { FormFoot } from '../../components/form-foot.tsx'
import { Trouble } from '../../components/states.tsx'
import { tell } from '../../components/told.ts'
import { useAdjustPoints } from '../../queries/points.ts'
import { t } from '../../words/words.ts'

interface AdjustPointsProps {
  customer: string
  balance: number
  close(): void
}

/** A person gives points, or takes some, and says why. */
export function AdjustPoints({ customer, balance, close }: AdjustPointsProps) {
  const adjust = useAdjustPoints(customer)
  const [isTaken, setTaken] = useState(false)
  const [count, setCount] = useState(0)
  const [note, setNote] = useState('')
  const points = isTaken ? -count : count
  return (
    <Modal opened onClose={close} title={t('Give or take points')} closeButtonProps={{ 'aria-label': t('Close') }}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          const onSuccess = () => {
            tell(t('Saved'))
            close()
          }
          adjust.mutate({ points, note: note.trim() }, { onSuccess })
        }}
      >
        <SegmentedControl
          aria-label={t('Give or take')}
          data={[
            { value: 'give', label: t('Give') },
            { value: 'take', label: t('Take') },
          ]}
          value={isTaken ? 'take' : 'give'}
          onChange={(chosen) => setTaken(chosen === 'take')}
        />
        <NumberInput
          label={t('Points')}
          description={t('{count, plural, one {# point} other {# points}} afterwards', { count: balance + points })}
          data-autofocus
          min={0}
          max={1_000_000}
          clampBehavior="strict"
          allowDecimal={false}
          value={count === 0 ? '' : count}
          onChange={(typed) => setCount(Number(typed))}
        />
        <TextInput
          label={t('Why')}
          description={t('It stands in the ledger, and cannot be changed later')}
          required
          maxLength={500}
          value={note}
          onChange={({ currentTarget }) => setNote(currentTarget.value)}
        />
        <Trouble error={adjust.error} />
        <FormFoot
          act={isTaken ? t('Take') : t('Give')}
          close={close}
          isPending={adjust.isPending}
          isReady={count > 0 && note.trim() !== ''}
        />
      </form>
    </Modal>
  )
}
