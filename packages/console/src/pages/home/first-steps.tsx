import { Text, Title } from '@mantine/core'
import { CircleCheck, CircleDashed } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Schemas } from '../../api.ts'
import { ButtonLink } from '../../components/button-link.tsx'
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
          says={t('Choose ready flows; the first run begins at once.')}
        >
          {till !== undefined && !hasRun && (
            <ButtonLink to={flows.length === 0 ? '/connections/$name' : '/runs'} params={{ name: till.name }} size="xs">
              {flows.length === 0 ? t('Choose flows') : t('Watch it run')}
            </ButtonLink>
          )}
        </Step>
      </ol>
    </section>
  )
}

function ConnectButton({ connector, title, isNext }: { connector: string; title: string; isNext: boolean }) {
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
