import { Button, Modal, Text } from '@mantine/core'
import { useBlocker } from '@tanstack/react-router'
import { t } from '../../../words/words.ts'

/** Asks before rules that are not saved are left: for a tab, a place or another page of the browser. */
export function Leaving({ flow, isChanged }: { flow: string; isChanged: boolean }) {
  const way = useBlocker({
    // Another mapping of the flow, or another record to try it on, is the same draft.
    shouldBlockFn: ({ next }) =>
      !(next.routeId === '/flows/$name' && next.params.name === flow && next.search.tab === 'mapping'),
    enableBeforeUnload: isChanged,
    disabled: !isChanged,
    withResolver: true,
  })
  return (
    <Modal
      opened={way.status === 'blocked'}
      onClose={() => way.reset?.()}
      title={t('Leave without saving?')}
      closeButtonProps={{ 'aria-label': t('Close') }}
    >
      <div className="stack">
        <Text size="sm">{t('The changes to these rules are not saved. Whoever leaves now loses them.')}</Text>
        <div className="form-foot">
          <Button variant="default" onClick={() => way.proceed?.()}>
            {t('Leave')}
          </Button>
          <Button data-autofocus onClick={() => way.reset?.()}>
            {t('Stay')}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
