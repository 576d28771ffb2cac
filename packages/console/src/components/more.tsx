import { Button, type ButtonProps } from '@mantine/core'
import { t } from '../words/words.ts'

interface MoreProps extends Pick<ButtonProps, 'm' | 'size'> {
  of: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage(): unknown }
}

/** Beneath a list that goes on: its next page. */
export function More({ of, ...looks }: MoreProps) {
  if (!of.hasNextPage) return null
  return (
    <Button variant="default" loading={of.isFetchingNextPage} onClick={() => void of.fetchNextPage()} {...looks}>
      {t('More')}
    </Button>
  )
}
