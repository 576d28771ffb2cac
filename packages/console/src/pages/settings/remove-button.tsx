import { Button } from '@mantine/core'
import type { UseMutationResult } from '@tanstack/react-query'
import { useState } from 'react'
import { AskFirst } from '../../components/ask-first.tsx'
import { tellTrouble } from '../../components/told.ts'
import { t } from '../../words/words.ts'

interface RemoveButtonProps {
  id: number
  name: string
  title: string
  says: string
  remove: UseMutationResult<unknown, Error, number>
}

/** Takes a row from its list for good, once a person has said so twice. */
export function RemoveButton({ id, name, title, says, remove }: RemoveButtonProps) {
  const [isAsking, setAsking] = useState(false)
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={() => setAsking(true)}>
        {t('Remove')}
        <span className="unseen"> {name}</span>
      </Button>
      <AskFirst
        isAsking={isAsking}
        title={title}
        says={says}
        act={t('Remove')}
        isPending={remove.isPending}
        isGrave
        close={() => setAsking(false)}
        go={() => remove.mutate(id, { onError: tellTrouble })}
      />
    </>
  )
}
