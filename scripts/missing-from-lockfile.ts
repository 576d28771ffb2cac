import { z } from 'zod'

const Entry = z.object({
  dev: z.boolean().default(false),
  optionalDependencies: z.record(z.string(), z.string()).default({}),
})

/** A package that another one may need on some platform, and that has no place in the lockfile. */
export interface Missing {
  name: string
  version: string
  dev: boolean
}

export function missingFrom(packages: Record<string, unknown>): Missing[] {
  return Object.entries(packages).flatMap(([path, value]) => {
    const { dev, optionalDependencies } = Entry.parse(value)
    return Object.entries(optionalDependencies)
      .filter(([name]) => !(`node_modules/${name}` in packages) && !(`${path}/node_modules/${name}` in packages))
      .map(([name, version]) => ({ name, version, dev }))
  })
}
