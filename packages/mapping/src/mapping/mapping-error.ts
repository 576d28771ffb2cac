/** A place in a definition: ['mappings', 0, 'rules', 3, 'formula']. */
export type Path = (string | number)[]

/** One thing that is wrong with a definition, and its place in it. */
export interface Problem {
  code: string
  message: string
  path: Path
}

/** A definition that cannot be compiled: every problem that it has, not only the first. */
export class MappingError extends Error {
  override readonly name = 'MappingError'
  readonly problems: readonly Problem[]

  constructor(flow: string, problems: readonly Problem[]) {
    const lines = problems.map(({ path, message }) => `  ${writePath(path)}: ${message}`)
    super(`flow ${flow} cannot be used:\n${lines.join('\n')}`)
    this.problems = problems
  }
}

/** `mappings[0].rules[3].formula` */
export function writePath(path: Path): string {
  let text = ''
  for (const part of path) text += typeof part === 'number' ? `[${part}]` : `${text === '' ? '' : '.'}${part}`
  return text
}
