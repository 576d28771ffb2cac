import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { Trouble, Waiting } from '../../components/states.tsx'
import { useEnter } from '../../queries/session.ts'
import { t } from '../../words/words.ts'
import { DoorFrame } from './door-frame.tsx'

/** In by a link, which works once: so it must be used once, however often the page is drawn. */
export function EnterPage({ token, giveUp }: { token: string; giveUp(): void }) {
  const { mutate, error } = useEnter()
  const used = useRef(false)
  useEffect(() => {
    if (used.current) return
    used.current = true
    mutate(token)
  }, [mutate, token])
  if (error === null) return <Waiting />
  return (
    <DoorFrame title={t('This link opens nothing')} says={t('Links work once, and for one day.')}>
      <Trouble error={error} />
      <Button onClick={giveUp}>{t('Sign in with a password')}</Button>
    </DoorFrame>
  )
}
