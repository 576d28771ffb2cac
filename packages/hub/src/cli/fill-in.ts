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
      throw new Failure(
        exitCodes.usage,
        `"${key}" is a secret, and a command line can be read by others on this machine: ` +
          `put it into an environment variable and say --secret-env ${key}=${variableFor(key)}`,
      )
    }
    Object.assign(filled[place], { [key]: typed(key, value, field) })
  }
  for (const [key, value] of open) put(key, value, false)
  for (const [key, value] of secrets) put(key, value, true)
  return filled
}

/** Refuses credentials that lack something, by the options that give it: the hub knows fields, and not how they are typed. */
export function requireAll<T extends { credentials: Record<string, unknown> }>(form: ConnectorForm, filled: T): T {
  const { required } = form.credentials
  const missing = Array.isArray(required) ? required.map(String).filter((key) => !(key in filled.credentials)) : []
  if (missing.length === 0) return filled
  const fields = fieldsOf(form.credentials)
  const secret = missing.filter((key) => fields.get(key)?.secret === true)
  const ways = missing.map((key) =>
    secret.includes(key) ? `--secret-env ${key}=${variableFor(key)}` : `--set ${key}=…`,
  )
  const [variable] = secret.map(variableFor)
  const where = variable === undefined ? '' : `, where ${variable} is an environment variable that holds it`
  throw new Failure(exitCodes.usage, `${form.title} needs ${missing.join(' and ')}: add ${ways.join(' ')}${where}`)
}

function variableFor(key: string): string {
  return key.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()
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
