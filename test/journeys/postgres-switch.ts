import { connect, createServer, type Socket } from 'node:net'

/** A door to PostgreSQL that can be shut: whoever is inside is thrown out, and nobody gets in. */
export interface PostgresSwitch {
  /** The same database, through the door. */
  url: string
  shut(): void
  open(): void
  close(): Promise<void>
}

export async function openPostgresSwitch(database: string): Promise<PostgresSwitch> {
  const to = new URL(database)
  const sockets = new Set<Socket>()
  let isOpen = true
  const server = createServer((hub) => {
    if (!isOpen) return void hub.resetAndDestroy()
    const postgres = connect(Number(to.port), to.hostname)
    for (const [socket, other] of [
      [hub, postgres],
      [postgres, hub],
    ] as const) {
      sockets.add(socket.setNoDelay(true).on('error', () => {}))
      socket.on('close', () => {
        sockets.delete(socket)
        other.destroy()
      })
      socket.pipe(other)
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The door got no port')
  const url = new URL(database)
  url.host = `127.0.0.1:${address.port}`
  return {
    url: url.href,
    shut: () => {
      isOpen = false
      for (const socket of sockets) socket.resetAndDestroy()
    },
    open: () => {
      isOpen = true
    },
    close: () => {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
