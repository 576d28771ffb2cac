import { readdirSync, readFileSync } from 'node:fs'

/** CPU seconds that a process and its children took so far, those that have ended among them; null: not to be known here. */
export function cpuOf(pid: number): number | null {
  const line = lineOf(pid)
  if (line === null) return null
  const children = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? [lineOf(Number(name))] : []))
  return children.reduce((sum, child) => sum + (child?.parent === pid ? child.ticks : 0), line.ticks) / ticksPerSecond
}

/** The same without its children, which costs less to know. */
export function ownCpuOf(pid: number): number {
  return (lineOf(pid)?.ticks ?? 0) / ticksPerSecond
}

/** Linux counts for programs in hundredths of a second, whatever its clock does. */
const ticksPerSecond = 100

function lineOf(pid: number): { parent: number; ticks: number } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The second field is the program's name, which may hold blanks and brackets.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const [parent, user, system, childUser, childSystem] = [1, 11, 12, 13, 14].map((at) => Number(fields[at]))
    return { parent: parent ?? 0, ticks: (user ?? 0) + (system ?? 0) + (childUser ?? 0) + (childSystem ?? 0) }
  } catch {
    return null
  }
}
