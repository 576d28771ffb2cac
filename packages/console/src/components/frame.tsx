import { useQuery } from '@tanstack/react-query'
import { Navigate, Outlet, useLocation } from '@tanstack/react-router'
import { sessionQuery } from '../queries/session.ts'
import { Shell } from './shell.tsx'

/** What stands around a screen: the counter has a frame of its own, and a cashier has nothing but the counter. */
export function Frame() {
  const isCounter = useLocation({ select: ({ pathname }) => pathname === '/staff' })
  const role = useQuery(sessionQuery).data?.person?.role
  if (isCounter) return <Outlet />
  return role === 'cashier' ? <Navigate to="/staff" replace /> : <Shell />
}
