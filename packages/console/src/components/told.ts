import { notifications } from '@mantine/notifications'
import { t } from '../words/words.ts'

/** Says that an action took effect, for where the effect itself is out of sight. */
export function tell(message: string): void {
  notifications.show({ message, color: 'leaf', withBorder: true, ...named() })
}

export function tellTrouble(error: Error): void {
  notifications.show({ message: error.message, color: 'red', withBorder: true, autoClose: 12_000, ...named() })
}

/** The button that closes it is a cross, which says nothing to whoever does not see it. */
export function named() {
  return { closeButtonProps: { 'aria-label': t('Close') } }
}
