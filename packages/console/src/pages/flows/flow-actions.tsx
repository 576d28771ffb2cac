import { Button, Menu, Switch } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { ChevronDown, Play } from 'lucide-react'
import { Problem, type Schemas } from '../../api.ts'
import { AskFirst } from '../../components/ask-first.tsx'
import { FlowMark } from '../../components/mark.tsx'
import { May } from '../../components/may.tsx'
import { tellTrouble } from '../../components/told.ts'
import { usePause, useResume, useRun } from '../../queries/flows.ts'
import { useMay } from '../../queries/session.ts'
import { t } from '../../words/words.ts'
import { CopyFlow } from './copy-flow.tsx'
import { triggersOf } from './flow-triggers.tsx'

/** Switch it on and off; run it now. */
export function FlowActions({ flow }: { flow: Schemas['FlowInFull'] }) {
  const pause = usePause(flow.name)
  const resume = useResume(flow.name)
  const run = useRun(flow.name)
  const navigate = useNavigate()
  const isOn = flow.state === 'enabled'
  const mayRun = useMay('operator')
  const conflict = resume.error instanceof Problem && resume.error.status === 409 ? resume.error : null
  const start = (kind: 'full' | 'replay') =>
    run.mutate(kind, {
      onSuccess: ({ run: id }) => void navigate({ to: '/runs/$id', params: { id: String(id) } }),
      onError: tellTrouble,
    })
  return (
    <>
      <Switch
        aria-label={t('Enabled')}
        checked={isOn}
        disabled={!mayRun || pause.isPending || resume.isPending}
        onChange={({ currentTarget }) => {
          if (!currentTarget.checked) return pause.mutate(undefined, { onError: tellTrouble })
          resume.mutate(false, {
            onError: (error) => {
              if (!(error instanceof Problem && error.status === 409)) tellTrouble(error)
            },
          })
        }}
      />
      <FlowMark state={flow.state} />
      <May needs="editor">
        <CopyFlow flow={flow} />
      </May>
      {mayRun && (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button
              leftSection={<Play size={15} aria-hidden />}
              rightSection={<ChevronDown size={15} aria-hidden />}
              loading={run.isPending}
              disabled={!isOn || triggersOf(flow.definition).manual === false}
            >
              {t('Run')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => start('full')}>
              {flow.direction === 'to_hub' ? t('Read all records anew') : t('Compare all records')}
            </Menu.Item>
            {flow.direction === 'to_hub' && (
              <Menu.Item onClick={() => start('replay')}>{t('Map what is stored again')}</Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      )}
      <AskFirst
        isAsking={conflict !== null}
        title={t('Another flow does the same')}
        says={conflict?.message}
        leave={t('Leave it off')}
        act={t('Enable all the same')}
        isPending={resume.isPending}
        isGrave
        close={() => resume.reset()}
        go={() => resume.mutate(true, { onError: tellTrouble })}
      />
    </>
  )
}
