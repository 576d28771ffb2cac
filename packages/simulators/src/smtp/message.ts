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
      return at < 1 ? [] : [[line.slice(0, at).toLowerCase(), decodeWords(line.slice(at + 1).trim())]]
    }),
  )
  const encoding = headers['content-transfer-encoding']?.toLowerCase()
  return { headers, text: decode(body, encoding).replaceAll('\r\n', '\n').trimEnd() }
}

function decode(body: string, encoding: string | undefined): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString()
  return encoding === 'quoted-printable' ? unquoted(body.replaceAll(/=\r?\n/g, '')) : body
}

/** `=?UTF-8?Q?Gr=C3=BC=C3=9Fe?=` (RFC 2047); the space between two of them is none of the text's. */
function decodeWords(value: string): string {
  return value
    .replaceAll(/(\?=)\s+(?==\?)/g, '$1')
    .replaceAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, way: string, text: string) =>
      way.toLowerCase() === 'b' ? Buffer.from(text, 'base64').toString() : unquoted(text.replaceAll('_', ' ')),
    )
}

function unquoted(text: string): string {
  const byte = (_: string, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))
  return Buffer.from(text.replaceAll(/=([0-9a-f]{2})/gi, byte), 'latin1').toString()
}
