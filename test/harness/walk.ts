/** One page that a browser came to. */
export interface Page {
  status: number
  address: string
  text: string
}

/** Follows links as a browser does, with the cookies of each host. */
export interface Browser {
  open(address: string): Promise<Page>
  /** One step alone: where it was sent on to, if it was. */
  step(address: string): Promise<Page & { next: string | null }>
}

const farthest = 10

export function openBrowser(cookies: Record<string, string> = {}): Browser {
  const jar = new Map(Object.entries(cookies))
  const step: Browser['step'] = async (address) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const reply = await fetch(address, { redirect: 'manual', headers: { cookie, accept: 'text/html' } })
    for (const line of reply.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (line.includes('Max-Age=0')) jar.delete(name)
      else jar.set(name, value)
    }
    const location = reply.headers.get('location')
    const next = location === null ? null : new URL(location, address).href
    return { status: reply.status, address, text: await reply.text(), next }
  }
  const open: Browser['open'] = async (address) => {
    let page = await step(address)
    for (let steps = 0; page.next !== null && steps < farthest; steps += 1) page = await step(page.next)
    return page
  }
  return { open, step }
}
