import { maskCardNumbers } from '@trefoil/mapping'

/**
 * What must never stand in a log, a trace or a message: secrets, and what tells who a customer is.
 * A field is judged by its name first; texts are searched besides, for what slipped into a sentence.
 */
export function withoutSecrets(fields: Record<string, unknown>): Record<string, unknown> {
  return redactObject(fields, 0)
}

/** Blots out e-mail addresses, phone and card numbers, credentials in URLs and whatever looks like a token. */
export function blotted(text: string): string {
  let clean = maskCardNumbers(text)
  for (const [shape, instead] of shapes) clean = clean.replace(shape, instead)
  return clean
}

/** What an error says, without the value that a database could not read. */
export function messageWithoutValue(error: Error): string {
  const isAboutValue = 'code' in error && aboutValue.test(String(error.code))
  return isAboutValue ? error.message.replace(quotedValue, '$1[value]') : error.message
}

/** The classes of its errors that are about a value; `invalid input syntax for type bigint: "…"` ends with the value. */
const aboutValue = /^2[23]\w{3}$/
const quotedValue = /^(.*?: )".*"$/s

// Judged without case, `_` and `-`. A name that ends in `Id` or counts something is an id or a number, and is kept.
const secretName =
  /authorization|cookie|token|secret|password|passwd|passphrase|apikey|privatekey|masterkey|accesskey|credential|signature|signingkey|databaseurl|connectionstring/
const personalName =
  /^(name|fullname|displayname|nickname|username)$|email|phone|mobile|firstname|lastname|middlename|surname|givenname|familyname|street|address|birth|postalcode|zipcode|cardnumber|iban|latitude|longitude/
const harmlessName = /(id|ids|count|counts|kind|type|status)$/

const shapes: [RegExp, string][] = [
  [/\b(bearer|basic|klaviyo-api-key)\s+[\w.~+/=-]{6,}/gi, '$1 [secret]'],
  [/([a-z][a-z0-9+.-]*:\/\/)[^\s/@:]*:[^\s/@]*@/gi, '$1[secret]@'],
  [/\b(?:pk|sk|shpat|shpss|shpca|whsec|trefoil)_[\w+/=-]{8,}/g, '[secret]'],
  [/\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g, '[secret]'],
  [/([?&][^=&\s#]{1,80}=)[^&\s#]+/g, '$1[value]'],
  [/[\w.!#$&*+/=?^`{|}~-]{1,64}(?:@|%40)[\w-]{1,63}(?:\.[\w-]{1,63})+/gi, '[personal]'],
  [/\+\d(?:[ ().-]{0,2}\d){7,14}/g, '[personal]'],
]

const deepest = 6

function redactObject(fields: object, depth: number): Record<string, unknown> {
  const clean: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(fields)) clean[name] = redactNamed(name, value, depth)
  return clean
}

function redactNamed(name: string, value: unknown, depth: number): unknown {
  if (value === null || value === undefined || typeof value === 'boolean') return value
  const plain = name.toLowerCase().replace(/[^a-z0-9]/g, '')
  // A number under a secret's name counts something (`tokens: 12`); under a person's it may be the phone itself.
  if (secretName.test(plain) && !harmlessName.test(plain) && typeof value !== 'number') return '[secret]'
  if (personalName.test(plain) && !harmlessName.test(plain)) return '[personal]'
  return redactValue(value, depth)
}

function redactValue(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return blotted(value)
  if (typeof value === 'bigint') return value.toString()
  if (typeof value !== 'object' || value === null) return value
  if (depth >= deepest) return '[deep]'
  if (value instanceof Date) return value
  if (value instanceof Error) return redactError(value, depth)
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`
  if (Array.isArray(value)) return value.map((item) => redactValue(item, depth + 1))
  return redactObject(value, depth + 1)
}

/** What a database's driver adds to its errors: pieces of the statement, and of the values that it was given. */
const ofStatement = /^(where|detail|hint|internalQuery|query|queryOptions|params|parameters)$/

/** An error's own fields (kind, code, details) are kept, but for a driver's; its stack only where nobody classified it. */
function redactError(error: Error, depth: number): Record<string, unknown> {
  const { name, message, stack, cause, ...own } = {
    ...error,
    name: error.name,
    message: error.message,
    stack: error.stack,
    cause: error.cause,
  }
  const said = messageWithoutValue(error)
  const kept = Object.fromEntries(Object.entries(own).filter(([field]) => !ofStatement.test(field)))
  const clean: Record<string, unknown> = { error: name, message: blotted(said), ...redactObject(kept, depth + 1) }
  if (name !== 'Fault' && stack !== undefined) clean.stack = blotted(stack.replace(message, () => said))
  if (cause !== undefined) clean.cause = redactValue(cause, depth + 1)
  return clean
}
