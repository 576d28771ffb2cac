import type { Session } from '@trefoil/sdk'
import { z } from 'zod'

// 24 to 64 bytes, as the specification wants them.
const key = 'whsec_[A-Za-z0-9+/]{32,86}={0,2}'
const form = 'whsec_ and 24 to 64 bytes in base64, as in: echo "whsec_$(openssl rand -base64 32)"'

export const Credentials = z.object({
  secret: z
    .string()
    .trim()
    .regex(new RegExp(`^${key}$`), form)
    .meta({ secret: true, title: 'Signing secret', description: `The receiver has the same: ${form}` }),
  previousSecret: z
    .string()
    .trim()
    .regex(new RegExp(`^(${key})?$`), form)
    .optional()
    .meta({
      secret: true,
      title: 'Previous signing secret',
      description: 'While it stands here messages are signed with both, so that receivers can change over.',
    }),
})

export type Credentials = z.infer<typeof Credentials>

export const Settings = z.object({
  url: z
    .string()
    .trim()
    .max(2_000)
    .refine(isUsable, 'an address like https://shop.example/hooks/trefoil, without a user name or password')
    .meta({ title: 'Address', description: 'Where messages go, by POST. It has to be reachable from the internet.' }),
})

function isUsable(text: string): boolean {
  const url = URL.parse(text)
  if (url === null || !/^https?:$/.test(url.protocol)) return false
  // Neither of the two would be sent, and settings are no place for a password: everybody reads them.
  if (url.username !== '' || url.password !== '') return false
  // What lies behind a second slash or a "#" is read in more than one way.
  return !url.pathname.startsWith('//') && url.hash === ''
}

/** The hub stores both as plain data; this is the door at which they become ours. */
export function signedWith(session: Session): string[] {
  const { secret, previousSecret = '' } = Credentials.parse(session.credentials)
  return previousSecret === '' ? [secret] : [secret, previousSecret]
}

export function addressOf(session: Session): URL {
  return new URL(Settings.parse(session.settings).url)
}
