import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Schemas } from '../../api.ts'
import { Copy } from '../../components/copy.tsx'
import { OutcomeMark } from '../../components/mark.tsx'
import { Trouble, Waiting } from '../../components/states.tsx'
import { fieldAt, fieldText } from '../../field-text.ts'
import { tryRecipeQuery } from '../../queries/connections.ts'
import { fieldLabel, mappedData } from '../../record-words.ts'
import { t } from '../../words/words.ts'

interface FirstRecordProps {
  recipe: Schemas['Recipe']
  connection: string
}

/** One real record of the account, as a ready flow would keep it; read now, and written nowhere. */
export function FirstRecord({ recipe, connection }: FirstRecordProps) {
  const tried = useQuery(tryRecipeQuery(recipe.name, connection))
  if (tried.isError) return <Trouble error={tried.error} />
  if (tried.data === undefined) return <Waiting lines={4} />
  return <Tried of={tried.data} />
}

function Tried({ of: { record, direction, entity } }: { of: Schemas['TriedRecipe'] }) {
  if (record === null) {
    return (
      <Text size="sm" c="dimmed">
        {t('There is no record yet that it could be tried on.')}
      </Text>
    )
  }
  const { outcome, reasons, fields } = record.explained
  const data = mappedData(fields)
  const values = Object.entries(data).filter(([, value]) => value !== null)
  // As a vendor has it, only the vendor knows what a number is.
  const shapeOf = (field: string) => (direction === 'to_hub' ? fieldAt(entity, field) : undefined)
  return (
    <section className="first-record">
      <div className="card-head">
        <Text fw={600}>
          {direction === 'to_hub' ? t('A real one, as the hub would keep it') : t('A real one, as it would be sent')}
        </Text>
        <Copy text={record.id} />
      </div>
      {outcome !== 'mapped' && <OutcomeMark outcome={outcome} />}
      {reasons.map(({ message }) => (
        <Text key={message} size="sm">
          {message}
        </Text>
      ))}
      <dl className="facts">
        {values.map(([field, value]) => (
          <div key={field} className="fact">
            <dt>{fieldLabel(field)}</dt>
            <dd className="value">{fieldText(shapeOf(field), value, data.currency)}</dd>
          </div>
        ))}
      </dl>
      <Text size="sm" c="dimmed">
        {t('Nothing was written.')}
      </Text>
    </section>
  )
}
