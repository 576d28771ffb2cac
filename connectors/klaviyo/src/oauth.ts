import { Fault, type HttpReply, type OAuth, type OAuthDoor, type Tokens } from '@trefoil/sdk'
import { z } from 'zod'

const App = z.object({
  clientId: z.string().trim().min(1).meta({ title: 'Client ID', description: 'Klaviyo: Integrations, Manage apps.' }),
  clientSecret: z.string().trim().min(1).meta({ secret: true, title: 'Client secret' }),
})

const Reply = z.object({ access_token: z.string(), refresh_token: z.string().optional(), expires_in: z.number() })
const Problem = z.object({ error: z.string() })

/** Authorization code with PKCE, of an app that the operator made. https://developers.klaviyo.com/en/docs/set_up_oauth */
export const oauth: OAuth = {
  app: App,
  http: () => ({ baseUrl: 'https://a.klaviyo.com', headers: { accept: 'application/json' }, fault: refusal }),
  authorizeUrl({ app, redirectUri, state, codeChallenge, permissions }) {
    const url = new URL('https://www.klaviyo.com/oauth/authorize')
    url.search = new URLSearchParams({
      response_type: 'code',
      client_id: App.parse(app).clientId,
      redirect_uri: redirectUri,
      scope: [...new Set(['accounts:read', ...permissions])].join(' '),
      state,
      code_challenge_method: 'S256',
      code_challenge: codeChallenge,
    }).toString()
    return url.href
  },
  async exchange(door, { query, redirectUri, codeVerifier }) {
    const code = query.get('code')
    if (code === null)
      throw new Fault('invalid', 'Klaviyo sent the browser back without a code: begin the sign-in again')
    const grant = { grant_type: 'authorization_code', code, code_verifier: codeVerifier, redirect_uri: redirectUri }
    return { tokens: tokensOf(await ask(door, grant), door, null), facts: {} }
  },
  // The same refresh token goes on unless the answer brings another one.
  async refresh(door, refreshToken) {
    return tokensOf(await ask(door, { grant_type: 'refresh_token', refresh_token: refreshToken }), door, refreshToken)
  },
  credentials: (_facts, accessToken) => ({ accessToken }),
}

function ask({ http, app }: OAuthDoor, grant: Record<string, string>): Promise<HttpReply> {
  const { clientId, clientSecret } = App.parse(app)
  const headers = { authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}` }
  return http.post('/oauth/token', grant, { form: true, headers })
}

function tokensOf(reply: HttpReply, { now }: OAuthDoor, before: string | null): Tokens {
  const read = Reply.safeParse(reply.json)
  if (!read.success) {
    throw new Fault('protocol', 'Klaviyo answered a sign-in with something other than tokens', { cause: read.error })
  }
  const { access_token: accessToken, refresh_token: refreshToken = before, expires_in: seconds } = read.data
  return { accessToken, endsAt: new Date(now().getTime() + seconds * 1_000).toISOString(), refreshToken }
}

/** The token endpoint speaks OAuth's own dialect (RFC 6749, 5.2), not that of the API. */
function refusal({ status, json }: HttpReply): Fault | undefined {
  if (status !== 400 && status !== 401) return undefined
  const { data } = Problem.safeParse(json)
  const facts = { status, error: data?.error ?? null }
  if (data?.error === 'invalid_client') {
    return new Fault('credentials', 'Klaviyo does not know the app by this client id and secret: compare them', {
      ...{ code: 'APP_REFUSED', facts },
    })
  }
  return new Fault(
    'credentials',
    'Klaviyo takes the code or the refresh token no more: it was used, ended or revoked',
    {
      ...{ code: 'GRANT_REFUSED', facts },
    },
  )
}
