/** The known names that somebody who wrote `name` may have meant, nearest first. */
export function nearNames(name: string, known: Iterable<string>): string[] {
  const near: { known: string; far: number }[] = []
  const most = Math.max(2, Math.floor(name.length / 4))
  for (const candidate of known) {
    const far = distance(name, candidate)
    if (far <= most) near.push({ known: candidate, far })
  }
  return near
    .sort((a, b) => a.far - b.far)
    .slice(0, 3)
    .map((each) => each.known)
}

/** How many letters must be changed, added, removed or swapped with their neighbour. */
function distance(a: string, b: string): number {
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row++) {
    const next = [row]
    for (let column = 1; column <= b.length; column++) {
      const isSame = a[row - 1] === b[column - 1]
      const isSwap = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
      next[column] = Math.min(
        at(last, column) + 1,
        at(next, column - 1) + 1,
        at(last, column - 1) + (isSame ? 0 : 1),
        isSwap && row > 1 && column > 1 ? at(before, column - 2) + 1 : Number.POSITIVE_INFINITY,
      )
    }
    before = last
    last = next
  }
  return at(last, b.length)
}

const at = (row: number[], column: number) => row[column] ?? Number.POSITIVE_INFINITY
