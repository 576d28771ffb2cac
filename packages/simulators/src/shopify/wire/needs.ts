import { readFileSync } from 'node:fs'

/** Which scopes open a field: one of them is enough. */
export interface Need {
  scopes: readonly string[]
  /** As the vendor says it. */
  text: string
}

export interface Needs {
  of(type: string, field: string, returned: string): Need | undefined
  /** What the field tells of a person, where it does. */
  person(type: string, field: string): string | undefined
}

const file = new URL('../../../specs/shopify/access.json', import.meta.url)

/** What the vendor publishes of its access: by mutation, by query, by type, by field. */
export function needsOf(): Needs {
  const access: Record<'mutations' | 'queries' | 'types' | 'fields' | 'protected', Record<string, string>> = JSON.parse(
    readFileSync(file, 'utf8'),
  )
  const read = (text: string | undefined, form: string): Need | undefined => {
    if (text === undefined) return undefined
    const scopes = [...text.matchAll(/`([a-z_]+)`/g)].map(([, scope = '']) =>
      /^(read|write)_/.test(scope) ? scope : `${form}_${scope}`,
    )
    return scopes.length === 0 ? undefined : { scopes, text }
  }
  return {
    person: (type, field) => access.protected[`${type}.${field}`],
    of: (type, field, returned) => {
      if (type === 'Mutation') return read(access.mutations[field], 'write')
      if (/(Payload|Edge|Connection)$/.test(type) || returned.endsWith('Error')) return undefined
      const own = read(type === 'QueryRoot' ? access.queries[field] : access.fields[`${type}.${field}`], 'read')
      return own ?? read(access.types[returned.replace(/Connection$/, '')], 'read')
    },
  }
}
