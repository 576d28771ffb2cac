import { Refusal } from './refusal.ts'

const shortest = 12
const longest = 128

/** What people choose when they are made to choose something long; and what every guesser tries first. */
const worn = [
  /^(.)\1+$/,
  /^(..?.?.?)\1+$/,
  /(password|passwort|contrase|qwerty|asdfgh|letmein|welcome|iloveyou|trefoil|clover|klaviyo)/,
  /^(?:0?1234567|98765432|abcdefgh)/,
]

/** Long and not worn out; no rules about signs and digits, which make passwords worse. */
export function assertGoodPassword(password: string, person: { email: string; name: string }): void {
  const detail = faultOf(password, person)
  if (detail === undefined) return
  throw new Refusal('invalid', 'bad_password', `The password cannot be used: ${detail}`, {
    problems: [{ pointer: '/password', detail }],
  })
}

function faultOf(password: string, { email, name }: { email: string; name: string }): string | undefined {
  const length = [...password].length
  if (length < shortest) return `use at least ${shortest} characters; three or four unrelated words do well`
  if (length > longest) return `use at most ${longest} characters`
  const small = password.toLowerCase()
  const own = [email.split('@')[0] ?? '', ...name.split(/\s+/)].filter((word) => word.length >= 4)
  if (own.some((word) => small.includes(word.toLowerCase()) && length < 2 * shortest))
    return 'it holds your own name: choose something that nobody would guess of you'
  if (worn.some((pattern) => pattern.test(small)) && length < 2 * shortest)
    return 'it is among the first that are tried: choose three or four unrelated words'
  return undefined
}
