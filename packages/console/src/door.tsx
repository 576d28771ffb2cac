import { useQuery } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { Failed, Waiting } from './components/states.tsx'
import { EnterPage } from './pages/door/enter-page.tsx'
import { SignInPage } from './pages/door/sign-in-page.tsx'
import { WelcomePage } from './pages/door/welcome-page.tsx'
import { sessionQuery } from './queries/session.ts'
import { makeRouter } from './routes.tsx'

/** Outside: the way in. Inside: the console, at the address that was asked for. */
export function Door() {
  const session = useQuery(sessionQuery)
  const [token, setToken] = useState(takeToken)
  const isIn = session.data?.state === 'signed_in'
  useEffect(() => {
    if (isIn) setToken(null)
  }, [isIn])
  if (session.data === undefined) {
    return session.error === null ? <Waiting /> : <Failed error={session.error} retry={() => session.refetch()} />
  }
  if (isIn) return <Inside />
  if (session.data.state === 'set_up') return <WelcomePage token={token} />
  return token === null ? <SignInPage /> : <EnterPage token={token} giveUp={() => setToken(null)} />
}

function Inside() {
  const [router] = useState(makeRouter)
  return <RouterProvider router={router} />
}

/** A link's token stands behind the `#`. It is taken out of the address at once, so that it stays in no history. */
function takeToken(): string | null {
  if (!/^\/(enter|welcome)$/.test(location.pathname)) return null
  const token = location.hash.slice(1)
  history.replaceState(null, '', '/')
  return token === '' ? null : token
}
