import { useEffect, useState } from 'react'

export function now(): number {
  return Date.now()
}

/** The time, told again every so often while the component is on the screen. */
export function useNow(everyMs = 10_000): number {
  const [time, setTime] = useState(now)
  useEffect(() => {
    const timer = setInterval(() => setTime(now()), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return time
}
