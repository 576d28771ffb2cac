/** Null where a part is out of its range, such as 30 February. Parts: year, month, day, hour, minute, second. */
export function wallTime(parts: readonly (string | number | undefined)[], milliseconds: number): number | null {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.map((part) => Number(part ?? 0))
  const date = new Date(Date.UTC(2000, 0, 1, hour, minute, second, Math.floor(milliseconds)))
  date.setUTCFullYear(year, month - 1, day)
  const isSame = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return isSame && year >= 1 && hour < 24 && minute < 60 && second < 60 ? date.getTime() : null
}
