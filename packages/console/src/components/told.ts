import { notifications } from '@mantine/notifications'

/** Says that an action took effect, for where the effect itself is out of sight. */
export function tell(message: string): void {
  notifications.show({ message, color: 'leaf', withBorder: true })
}

export function tellTrouble(error: Error): void {
  notifications.show({ message: error.message, color: 'red', withBorder: true, autoClose: 12_000 })
}
