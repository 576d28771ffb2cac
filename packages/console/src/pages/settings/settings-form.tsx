import { Button, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { Problem, type Schemas } from '../../api.ts'
import { Sheet } from '../../components/page.tsx'
import { Loaded, Trouble } from '../../components/states.tsx'
import { tell } from '../../components/told.ts'
import { useMay } from '../../queries/session.ts'
import { settingsQuery, useChangeSettings } from '../../queries/settings.ts'
import { t } from '../../words/words.ts'

type Section = 'brakes' | 'identity' | 'retention' | 'notifications' | 'loyalty'
type Settings = Schemas['Settings']

interface SettingsFormProps<Name extends Section> {
  section: Name
  title: string
  says: ReactNode
  children: (form: Form<Settings[Name]>) => ReactNode
  /** Beside the button that saves. */
  actions?: ReactNode
}

/** One section of the settings while a person changes it. */
export interface Form<Value> {
  value: Value
  set(change: Partial<Value>): void
  /** Who may look and not change has fields that cannot be typed in. */
  isLocked: boolean
  /** What the hub says is wrong with a field. */
  wrong(field: string): string | undefined
}

/** A section of the settings as a form of its own: saved as a whole, or not at all. */
export function SettingsForm<Name extends Section>(props: SettingsFormProps<Name>) {
  const settings = useQuery(settingsQuery)
  return (
    <Sheet title={props.title}>
      <Loaded of={settings}>{(found) => <Fields {...props} stored={found[props.section]} />}</Loaded>
    </Sheet>
  )
}

function Fields<Name extends Section>({
  section,
  says,
  stored,
  children,
  actions,
}: SettingsFormProps<Name> & { stored: Settings[Name] }) {
  const [draft, setDraft] = useState<Partial<Settings[Name]>>({})
  const change = useChangeSettings()
  const isLocked = !useMay('admin')
  const { error } = change
  const value = { ...stored, ...draft }
  const isChanged = JSON.stringify(value) !== JSON.stringify(stored)
  return (
    <form
      className="stack narrow"
      onSubmit={(event) => {
        event.preventDefault()
        change.mutate(
          { [section]: draft },
          {
            onSuccess: () => {
              setDraft({})
              tell(t('Saved'))
            },
          },
        )
      }}
    >
      <Text size="sm" c="dimmed">
        {says}
      </Text>
      {children({
        value,
        set: (more) => setDraft((before) => ({ ...before, ...more })),
        isLocked,
        wrong: (field) =>
          error instanceof Problem
            ? [...error.fields].find(([place]) => place.startsWith(`/${section}/${field}`))?.[1]
            : undefined,
      })}
      <Trouble error={error} />
      {isLocked ? (
        <Text size="sm" c="dimmed">
          {t('An admin can change this.')}
        </Text>
      ) : (
        <div className="row-actions">
          <Button type="submit" loading={change.isPending} disabled={!isChanged}>
            {t('Save')}
          </Button>
          {isChanged && (
            <Button variant="default" onClick={() => setDraft({})}>
              {t('Discard')}
            </Button>
          )}
          {actions}
        </div>
      )}
    </form>
  )
}
