import { connect, createServer, type Socket } from 'node:net'

/** Where in the stream of transactions the database goes away. */
export interface CutPoint {
  /** Before it: the N-th commit never reaches the server. After it: the server has committed, and nobody hears of it. */
  when: 'before' | 'after'
  nth: number
}

/** Stands between a hub and PostgreSQL, and cuts every connection at one exact commit. */
export interface PostgresGate {
  /** The same database, through the gate. */
  url: string
  /** From now on commits are counted. */
  arm(): void
  /** Resolves when the cut is made. From then on nothing passes. */
  cut: Promise<void>
  close(): Promise<void>
}

export async function openPostgresGate(database: string, point: CutPoint): Promise<PostgresGate> {
  const to = new URL(database)
  const sockets = new Set<Socket>()
  const cut = Promise.withResolvers<void>()
  const state = { left: point.nth, isArmed: false, isCut: false }
  const cutAll = () => {
    state.isCut = true
    for (const socket of sockets) socket.resetAndDestroy()
    cut.resolve()
  }
  /** False: the gate is shut, and this must not pass. */
  const mayPass = (when: CutPoint['when']): boolean => {
    if (when === point.when && state.isArmed) state.left -= 1
    if (state.left === 0 && !state.isCut) cutAll()
    return !state.isCut
  }
  const server = createServer((hub) => {
    if (state.isCut) return void hub.resetAndDestroy()
    const postgres = connect(Number(to.port), to.hostname)
    for (const socket of [hub, postgres]) {
      sockets.add(socket.setNoDelay(true).on('error', () => {}))
      socket.on('close', () => {
        sockets.delete(socket)
        hub.destroy()
        postgres.destroy()
      })
    }
    join(hub, postgres, mayPass)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The gate got no port')
  const url = new URL(database)
  url.host = `127.0.0.1:${address.port}`
  return {
    url: url.href,
    arm: () => {
      state.isArmed = true
    },
    cut: cut.promise,
    close: () => {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

/** Passes messages on one by one, so that what stands before a commit gets through and the commit does not. */
function join(hub: Socket, postgres: Socket, mayPass: (when: CutPoint['when']) => boolean): void {
  let isIdle = true
  // A transaction that only reads is passed over: nothing of it could be lost.
  let asksToWrite = false
  let hasWritten = false
  let mayAnswer = true
  hub.on(
    'data',
    messages({ hasGreeting: true }, (kind, body, whole) => {
      if (kind === 'P' && writing.test(body.toString())) asksToWrite = true
      const isCommit = kind === 'Q' && body.toString().startsWith('commit')
      const isOneWrite = kind === 'P' && isIdle && asksToWrite
      if (asksToWrite && (isCommit || isOneWrite) && !mayPass('before')) return
      if (isCommit || isIdle) asksToWrite = false
      postgres.write(whole)
    }),
  )
  postgres.on(
    'data',
    messages({ hasGreeting: false }, (kind, body, whole) => {
      const isCommitted = kind === 'C' && body.toString().startsWith('COMMIT')
      if (kind === 'C' && /^(?:INSERT|UPDATE|DELETE) (?:0 )?[1-9]/.test(body.toString())) hasWritten = true
      // The completion of a statement outside of a transaction, or of a commit, is when it stands.
      if (kind === 'C' && hasWritten && (isIdle || isCommitted)) mayAnswer = mayPass('after')
      if (kind === 'Z') isIdle = body.toString() === 'I'
      if (isCommitted || (kind === 'Z' && isIdle)) hasWritten = false
      if (mayAnswer) hub.write(whole)
    }),
  )
}

const writing = /\b(?:insert into|update|delete from)\b/i

/** Cuts a stream into the messages of PostgreSQL's protocol: a letter, a length, a body. The greeting has no letter. */
function messages(
  of: { hasGreeting: boolean },
  take: (kind: string, body: Buffer, whole: Buffer) => void,
): (chunk: Buffer) => void {
  let rest = Buffer.alloc(0)
  let isGreeting = of.hasGreeting
  return (chunk) => {
    rest = Buffer.concat([rest, chunk])
    for (;;) {
      const letter = isGreeting ? 0 : 1
      if (rest.length < letter + 4) return
      const end = letter + rest.readInt32BE(letter)
      if (rest.length < end) return
      const whole = rest.subarray(0, end)
      rest = rest.subarray(end)
      take(isGreeting ? '' : String.fromCharCode(whole[0] ?? 0), whole.subarray(letter + 4), whole)
      isGreeting = false
    }
  }
}
