import { SMTPServer } from 'smtp-server'
import { type Mail, readMessage } from './message.ts'

/** What the sink may be told. */
export interface SmtpOptions {
  port?: number
  /** Who may send; anybody, unless told. */
  login?: { user: string; password: string }
}

/** A mail server on loopback that keeps what it is given and sends nothing on. */
export interface SmtpSimulator {
  /** `smtp://user:password@127.0.0.1:port`. */
  url: string
  mails(): Mail[]
  /** Refuses the next messages with this reply, as a server does that is busy (451) or will not have them (550). */
  refuse(code: number, times: number): void
  /** Messages that were offered, those refused among them. */
  offered(): number
  stop(): Promise<void>
}

export async function startSmtp(options: SmtpOptions = {}): Promise<SmtpSimulator> {
  const { login } = options
  const mails: Mail[] = []
  const refusal = { code: 0, times: 0 }
  let offered = 0
  const server = new SMTPServer({
    disabledCommands: login === undefined ? ['STARTTLS', 'AUTH'] : ['STARTTLS'],
    allowInsecureAuth: true,
    authOptional: login === undefined,
    closeTimeout: 100,
    onAuth: (auth, _session, answer) => {
      const isKnown = auth.username === login?.user && auth.password === login?.password
      answer(isKnown ? null : new Error('Invalid user name or password'), isKnown ? { user: 'known' } : undefined)
    },
    onData: (stream, { envelope }, answer) => {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        offered += 1
        if (refusal.times > 0) {
          refusal.times -= 1
          answer(Object.assign(new Error('Not now'), { responseCode: refusal.code }))
          return
        }
        const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address
        const to = envelope.rcptTo.map(({ address }) => address)
        mails.push({ from, to, ...readMessage(Buffer.concat(parts).toString()) })
        answer(null)
      })
    },
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  // A client that hangs up is its own business.
  server.on('error', () => {})
  const address = server.server.address()
  const port = typeof address === 'object' && address !== null ? address.port : options.port
  const who = login === undefined ? '' : `${encodeURIComponent(login.user)}:${encodeURIComponent(login.password)}@`
  let stopped: Promise<void> | undefined
  return {
    url: `smtp://${who}127.0.0.1:${port}`,
    mails: () => [...mails],
    refuse: (code, times) => Object.assign(refusal, { code, times }),
    offered: () => offered,
    stop: () => (stopped ??= new Promise((resolve) => server.close(() => resolve()))),
  }
}
