import { Checkbox, NumberInput, Select, TextInput } from '@mantine/core'
import { fieldLabel } from '../record-words.ts'
import { PasswordField } from './password-field.tsx'

/** One field of a form, as a connector's JSON Schema describes it. */
export interface SchemaField {
  name: string
  title: string
  says: string | undefined
  kind: 'text' | 'secret' | 'number' | 'flag' | 'choice'
  choices: { value: string; label: string }[]
  isRequired: boolean
  start: unknown
}

export function fieldsOfSchema(schema: Record<string, unknown>): SchemaField[] {
  const required = new Set(Array.isArray(schema.required) ? schema.required : [])
  return Object.entries(objectOf(schema.properties)).map(([name, given]) => {
    const field = objectOf(given)
    const labels = objectOf(field.labels)
    const choices = Array.isArray(field.enum)
      ? field.enum.map(String).map((value) => ({ value, label: String(labels[value] ?? value) }))
      : []
    return {
      name,
      title: typeof field.title === 'string' ? field.title : fieldLabel(name),
      says: typeof field.description === 'string' ? field.description : undefined,
      kind: kindOf(field, choices),
      choices,
      isRequired: required.has(name) && field.default === undefined,
      start: field.default,
    }
  })
}

export interface SchemaFormProps {
  fields: readonly SchemaField[]
  values: Readonly<Record<string, unknown>>
  set(name: string, value: unknown): void
  /** What is wrong with a field, by its name. */
  trouble(name: string): string | undefined
}

/** A form drawn from a schema: the connector says what it needs, and no screen knows a vendor. */
export function SchemaForm({ fields, values, set, trouble }: SchemaFormProps) {
  return fields.map((field) => {
    const { name, title, says, kind, choices, isRequired } = field
    const shown = { label: title, description: says, error: trouble(name), required: isRequired }
    const value = values[name] ?? field.start
    if (kind === 'flag') {
      return (
        <Checkbox
          key={name}
          label={title}
          description={says}
          checked={value === true}
          onChange={({ currentTarget }) => set(name, currentTarget.checked)}
        />
      )
    }
    if (kind === 'choice') {
      return (
        <Select
          key={name}
          {...shown}
          data={choices}
          allowDeselect={false}
          value={typeof value === 'string' ? value : null}
          onChange={(chosen) => set(name, chosen)}
        />
      )
    }
    if (kind === 'number') {
      return (
        <NumberInput
          key={name}
          {...shown}
          value={typeof value === 'number' ? value : ''}
          onChange={(typed) => set(name, typed === '' ? undefined : Number(typed))}
        />
      )
    }
    const Input = kind === 'secret' ? PasswordField : TextInput
    return (
      <Input
        key={name}
        {...shown}
        autoComplete="off"
        spellCheck={false}
        value={typeof value === 'string' ? value : ''}
        onChange={({ currentTarget }) => set(name, currentTarget.value)}
      />
    )
  })
}

function kindOf(field: Record<string, unknown>, choices: readonly unknown[]): SchemaField['kind'] {
  if (choices.length > 0) return 'choice'
  if (field.secret === true) return 'secret'
  if (field.type === 'boolean') return 'flag'
  return field.type === 'integer' || field.type === 'number' ? 'number' : 'text'
}

function objectOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {}
}
