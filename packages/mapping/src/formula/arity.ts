interface Called {
  readonly name: string
  readonly params: readonly { name: string; optional?: boolean; rest?: boolean }[]
}

/** Null where a function takes so many arguments. */
export function arityProblem(fn: Called, given: number): string | null {
  const needed = fn.params.filter((param) => !param.optional).length
  const most = fn.params.some((param) => param.rest) ? Number.POSITIVE_INFINITY : fn.params.length
  if (given >= needed && given <= most) return null
  const signature = `${fn.name}(${fn.params.map((param) => param.name).join(', ')})`
  return `${signature} does not take ${given} argument${given === 1 ? '' : 's'}`
}
