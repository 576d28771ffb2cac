import { createTransport } from 'nodemailer'

/** One mail: plain text, nothing else. */
export interface Letter {
  subject: string
  text: string
  /** The same for every repeat of the same mail, so that a reader's program shows it once. */
  id: string
  /** None: the addresses that the hub was started with. */
  to: readonly string[]
}

/** Hands a mail to the operator's server. Throws MailError. */
export type SendLetter = (letter: Letter) => Promise<void>

/** The operator's mail server did not take a mail. Says why without the address or the password of anybody. */
class MailError extends Error {
  override readonly name = 'MailError'
}

const patience = 15_000

/** Credentials travel under TLS only, but on this machine itself. */
export function openSmtp(of: { url: string; from: string; to: string[] }): SendLetter {
  const { username, hostname } = new URL(of.url)
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
  const transport = createTransport({
    url: of.url,
    requireTLS: username !== '' && !isHere,
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return async ({ subject, text, id, to }) => {
    try {
      await transport.sendMail({
        from: of.from,
        to: to.length === 0 ? of.to : [...to],
        subject,
        text,
        messageId: `<${id}@trefoil>`,
        headers: { 'Auto-Submitted': 'auto-generated' },
      })
    } catch (cause) {
      throw new MailError(whyNot(cause, hostname), { cause })
    }
  }
}

/** The server's own words may hold an address: only its number and the library's code are told on. */
function whyNot(cause: unknown, host: string): string {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'UNKNOWN'
  const reply = cause instanceof Error && 'responseCode' in cause ? ` with ${String(cause.responseCode)}` : ''
  return `The mail server ${host} did not take the mail (${code}${reply}): ${hints[code] ?? 'its own log says why'}`
}

const hints: Record<string, string> = {
  EAUTH: 'check the user name and the password in TREFOIL_SMTP_URL',
  ECONNECTION: 'check the host and the port in TREFOIL_SMTP_URL',
  ESOCKET: 'check the host and the port in TREFOIL_SMTP_URL, and smtp:// against smtps://',
  ETIMEDOUT: 'check the port in TREFOIL_SMTP_URL, and smtp:// against smtps://',
  EDNS: 'check the host in TREFOIL_SMTP_URL',
  ETLS: 'the server offers no TLS, and the password is not sent without it',
  EENVELOPE: 'check the addresses in TREFOIL_MAIL_FROM and TREFOIL_MAIL_TO',
}
