import { Button, Modal, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { ListChecks } from 'lucide-react'
import { useState } from 'react'
import { Mark } from '../../components/mark.tsx'
import { Trouble, Waiting } from '../../components/states.tsx'
import { checksQuery } from '../../queries/records.ts'
import { t } from '../../words/words.ts'

interface ValidateProps {
  id: number
  /** A flow out of the hub. */
  flow: string
}

/** What the record needs to go out by a flow, check by check. The vendor is asked; nothing is sent. */
export function ValidateDialog({ id, flow }: ValidateProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<ListChecks size={14} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {t('Validate record')}
        <span className="unseen"> {flow}</span>
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={t('What the record needs for {flow}', { flow })}
        closeButtonProps={{ 'aria-label': t('Close') }}
        size="lg"
      >
        <Checks id={id} flow={flow} />
      </Modal>
    </>
  )
}

function Checks({ id, flow }: ValidateProps) {
  const answer = useQuery(checksQuery(String(id), flow))
  const failed = answer.data?.checks.filter(({ passed }) => !passed).length ?? 0
  return (
    <div className="stack" aria-busy={answer.isFetching}>
      <Trouble error={answer.error} />
      {answer.isPending && <Waiting lines={7} />}
      {answer.data !== undefined && (
        <>
          <Text>
            {failed === 0
              ? t('Every check passed.')
              : t('{failed} of {total} checks failed.', { failed, total: answer.data.checks.length })}
          </Text>
          <ol className="list checks" aria-label={t('Checks')}>
            {answer.data.checks.map(({ code, title, passed, says }) => (
              <li key={code}>
                {passed ? <Mark tone="good">{t('Passes')}</Mark> : <Mark tone="stop">{t('Fails')}</Mark>}
                <span>
                  {title}
                  <Text size="sm" c="dimmed">
                    {says}
                  </Text>
                </span>
              </li>
            ))}
          </ol>
        </>
      )}
      {!answer.isPending && (
        <div className="form-foot">
          <Button variant="default" onClick={() => void answer.refetch()} loading={answer.isFetching}>
            {t('Check again')}
          </Button>
        </div>
      )}
    </div>
  )
}
