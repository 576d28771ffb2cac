import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { t } from '../words/words.ts'
import { named } from './told.ts'

/** Says that an action took effect, and offers the way back for ten seconds. */
export function tellUndo(message: string, undo: () => unknown): void {
  const id = notifications.show({
    message: (
      <span className="told">
        {message}
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => {
            notifications.hide(id)
            void undo()
          }}
        >
          {t('Undo')}
        </Button>
      </span>
    ),
    color: 'leaf',
    withBorder: true,
    autoClose: 10_000,
    ...named(),
  })
}
