/** A mail as a reader sees it. */
export interface Mail {
  from: string
  to: string[]
  /** Names in lower case. */
  headers: Record<string, string>
  text: string
}

/** Takes a plain-text message apart: headers, and the body as it was before it was encoded for the way. */
export function readMessage(raw: string): Pick<Mail, 'headers' | 'text'> {
  const [, head = '', body = ''] = /^([\s\S]*?)\r?\n\r?\n([\s\S]*)$/.exec(raw) ?? [null, raw, '']
  const lines = head.replaceAll(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)
  const headers = Object.fromEntries(
    lines.flatMap((line) => {
      const at = line.indexOf(':')
      return at < 1 ? [] : [[line.slice(0, at).toLowerCase(), line.slice(at + 1).trim()]]
    }),
  )
  const encoding = headers['content-transfer-encoding']?.toLowerCase()
  return { headers, text: decode(body, encoding).replaceAll('\r\n', '\n').trimEnd() }
}

function decode(body: string, encoding: string | undefined): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString()
  if (encoding !== 'quoted-printable') return body
  const joined = body.replaceAll(/=\r?\n/g, '')
  const bytes = joined.replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString()
}
