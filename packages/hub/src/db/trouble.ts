/** The server is going down, coming up, or refuses more connections; and what the socket says of it. */
const away = /^(08\w{3}|57P0[123]|53300|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND)$/
/** No room: on the server's disk, or on ours. */
const full = /^(53100|ENOSPC)$/
/** What the driver throws without a code when a connection ends under it, or none is to be had in time. */
const words =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/

/** Trouble of the database that is nobody's mistake and passes: it is away, or has no room left. Null: another error. */
export function databaseTrouble(error: unknown): 'away' | 'full' | null {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 4; at = at.cause, depth += 1) {
    const code = 'code' in at ? String(at.code) : ''
    if (full.test(code)) return 'full'
    if (away.test(code) || words.test(at.message)) return 'away'
  }
  return null
}
