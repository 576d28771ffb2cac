import { exitCodes, Failure } from './exit.ts'

/** The two forms of a connector, as JSON Schema. */
export interface ConnectorForm {
  title: string
  credentials: Record<string, unknown>
  settings: Record<string, unknown>
}

type Pairs = readonly (readonly [key: string, value: string])[]

/** Puts each value where the connector wants it, in the type that it wants. A secret is not taken from a command line. */
export function fillIn(
  form: ConnectorForm,
  open: Pairs,
  secrets: Pairs,
): { credentials: Record<string, unknown>; settings: Record<string, unknown> } {
  const filled = { credentials: {}, settings: {} }
  const credentials = fieldsOf(form.credentials)
  const settings = fieldsOf(form.settings)
  const put = (key: string, value: string, isSecret: boolean) => {
    const place = credentials.has(key) ? 'credentials' : 'settings'
    const field = credentials.get(key) ?? settings.get(key)
    if (field === undefined) {
      const known = [...credentials.keys(), ...settings.keys()].join(', ')
      throw new Failure(exitCodes.usage, `${form.title} has no field "${key}": it has ${known}`)
    }
    if (field.secret === true && !isSecret) {
      const variable = key.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()
      throw new Failure(
        exitCodes.usage,
        `"${key}" is a secret, and a command line can be read by others on this machine: ` +
          `put it into an environment variable and say --secret-env ${key}=${variable}`,
      )
    }
    Object.assign(filled[place], { [key]: typed(key, value, field) })
  }
  for (const [key, value] of open) put(key, value, false)
  for (const [key, value] of secrets) put(key, value, true)
  return filled
}

function fieldsOf(schema: Record<string, unknown>): Map<string, Record<string, unknown>> {
  return new Map(Object.entries(schema.properties ?? {}))
}

function typed(key: string, value: string, field: Record<string, unknown>): unknown {
  switch (field.type) {
    case 'integer':
    case 'number': {
      const number = Number(value)
      if (value.trim() !== '' && Number.isFinite(number)) return number
      throw new Failure(exitCodes.usage, `"${key}" is a number, and "${value}" is none`)
    }
    case 'boolean':
      if (value === 'true' || value === 'false') return value === 'true'
      throw new Failure(exitCodes.usage, `"${key}" is true or false, and "${value}" is neither`)
    case 'array':
    case 'object':
      try {
        return JSON.parse(value)
      } catch {
        throw new Failure(exitCodes.usage, `"${key}" is written as JSON, and this is none: ${value}`)
      }
    default:
      return value
  }
}
