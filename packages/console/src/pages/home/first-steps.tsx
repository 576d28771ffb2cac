import { Button, Text, Title } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { CircleCheck, CircleDashed } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Schemas } from '../../api.ts'
import { ButtonLink } from '../../components/button-link.tsx'
import { tellTrouble } from '../../components/told.ts'
import { useRun } from '../../queries/flows.ts'
import { useMay } from '../../queries/session.ts'
import { t } from '../../words/words.ts'

interface FirstStepsProps {
  accounts: readonly Schemas['Connection'][]
  flows: readonly Schemas['Flow'][]
  hasRun: boolean
}

/** From an empty hub to the first customer, in three steps. */
export function FirstSteps({ accounts, flows, hasRun }: FirstStepsProps) {
  const till = accounts.find(({ connector }) => connector === 'clover')
  const mail = accounts.find(({ connector }) => connector === 'klaviyo')
  const mayRun = useMay('operator')
  const incoming = flows.find(({ direction, connectionId }) => direction === 'to_hub' && connectionId === till?.id)
  return (
    <section className="sheet">
      <Title order={2}>{t('First steps')}</Title>
      <ol className="steps">
        <Step isDone={till !== undefined} title={t('Connect the till')} says={t('Customers are read from Clover.')}>
          <ConnectButton connector="clover" title="Clover" isNext={till === undefined} />
        </Step>
        <Step
          isDone={mail !== undefined}
          title={t('Connect the mail tool')}
          says={t('Customers arrive in Klaviyo as profiles.')}
        >
          <ConnectButton connector="klaviyo" title="Klaviyo" isNext={till !== undefined && mail === undefined} />
        </Step>
        <Step
          isDone={hasRun && flows.length > 0}
          title={t('Watch the first customer arrive')}
          says={t('Use a ready flow of each connection, then read all customers once.')}
        >
          {till !== undefined && incoming === undefined && (
            <ButtonLink to="/connections/$name" params={{ name: till.name }} size="xs">
              {t('Choose flows')}
            </ButtonLink>
          )}
          {mayRun && incoming !== undefined && !hasRun && <FirstRun flow={incoming.name} />}
        </Step>
      </ol>
    </section>
  )
}

function FirstRun({ flow }: { flow: string }) {
  const run = useRun(flow)
  const navigate = useNavigate()
  return (
    <Button
      size="xs"
      loading={run.isPending}
      onClick={() =>
        run.mutate('full', {
          onSuccess: ({ run: id }) => void navigate({ to: '/runs/$id', params: { id: String(id) } }),
          onError: tellTrouble,
        })
      }
    >
      {t('Read all customers')}
    </Button>
  )
}

function ConnectButton({ connector, title, isNext }: { connector: string; title: string; isNext: boolean }) {
  if (!useMay('admin')) return null
  return (
    <ButtonLink to="/connect/$connector" params={{ connector }} size="xs" variant={isNext ? 'filled' : 'default'}>
      {t('Connect {title}', { title })}
    </ButtonLink>
  )
}

function Step({
  isDone,
  title,
  says,
  children,
}: {
  isDone: boolean
  title: string
  says: string
  children: ReactNode
}) {
  return (
    <li className={isDone ? 'step step-done' : 'step'}>
      {isDone ? <CircleCheck size={20} aria-label={t('Done')} /> : <CircleDashed size={20} aria-label={t('To do')} />}
      <div className="step-words">
        <Text fw={600}>{title}</Text>
        <Text size="sm" c="dimmed">
          {says}
        </Text>
      </div>
      {!isDone && children}
    </li>
  )
}
