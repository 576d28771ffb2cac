import { Alert, Button, Text } from '@mantine/core'
import { CircleAlert } from 'lucide-react'
import { ButtonLink } from '../../components/button-link.tsx'
import { t } from '../../words/words.ts'

interface OvertakenProps {
  flow: string
  /** The version that the changes began with, and the one that is in force by now. */
  yours: number
  theirs: number
  /** What becomes of theirs where these are kept. */
  kept: string
  keep(): void
}

/** Says that another version came into force under changes that are not saved, and lets the person choose. */
export function Overtaken({ flow, yours, theirs, kept, keep }: OvertakenProps) {
  return (
    <Alert color="red" variant="light" icon={<CircleAlert size={18} aria-hidden />} role="alert" className="trouble">
      <div className="stack">
        <Text size="sm">
          {t('Version {theirs} is in force by now. Your changes began with version {yours}, and are not saved.', {
            theirs,
            yours,
          })}{' '}
          {kept}
        </Text>
        <div className="row-actions">
          <ButtonLink
            size="xs"
            variant="default"
            to="/flows/$name"
            params={{ name: flow }}
            search={{ tab: 'versions', from: yours, to: theirs }}
            target="_blank"
          >
            {t('See what differs')}
          </ButtonLink>
          <Button size="xs" variant="default" onClick={keep}>
            {t('Keep mine')}
          </Button>
        </div>
      </div>
    </Alert>
  )
}
