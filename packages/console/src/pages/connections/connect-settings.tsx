import { type SchemaField, SchemaForm, type SchemaFormProps } from '../../components/schema-form.tsx'
import { t } from '../../words/words.ts'

/** What must be chosen stands in sight; what is well as it is waits until somebody wants it otherwise. */
export function ConnectSettings({ fields, ...form }: SchemaFormProps) {
  const rest = fields.filter((field) => !isChosen(field))
  return (
    <>
      <SchemaForm {...form} fields={fields.filter(isChosen)} />
      {rest.length > 0 && (
        <details className="more" open={rest.some(({ name }) => form.trouble(name) !== undefined)}>
          <summary>
            {t('{count, plural, one {# more setting} other {# more settings}}', { count: rest.length })}
          </summary>
          <div className="stack">
            <SchemaForm {...form} fields={rest} />
          </div>
        </details>
      )}
    </>
  )
}

/** The settings as the form shows them, defaults as well: what is sent is what somebody saw. */
export function shownIn(fields: readonly SchemaField[], values: Readonly<Record<string, unknown>>) {
  const shown = fields.map(({ name, start }) => [name, values[name] ?? start] as const)
  return Object.fromEntries(shown.filter(([, value]) => value !== undefined))
}

/** Whether everything stands there that must. */
export function isFilled(fields: readonly SchemaField[], values: Readonly<Record<string, unknown>>): boolean {
  return fields.every((field) => !field.isRequired || Boolean(values[field.name]))
}

function isChosen({ kind, isRequired }: SchemaField): boolean {
  return kind === 'choice' || isRequired
}
