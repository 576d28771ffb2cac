import { createServer } from 'node:http'
import type { JsonObject } from '../json.ts'
import type { VendorFault } from './pretend-vendor.ts'

/** A note as the vendor of the suite's own tests keeps it. `seq` grows with every change. */
export interface Note {
  id: string
  seq: number
  changed: string
  title: string
  text: string | null
  stars: number
  pinned: boolean
}

/** The smallest vendor that has all that the suite asks about: a change feed, a natural key, bulk jobs, permissions. */
export async function openNotes(clock: { now: number }) {
  const notes = new Map<string, Note>()
  const jobs = new Map<string, { results: unknown[]; isDone: boolean }>()
  const world: { fault: VendorFault | undefined; revoked: string[] } = { fault: undefined, revoked: [] }
  let count = 0

  const put = (id: string, changes: JsonObject): Note => {
    const before = notes.get(id) ?? { text: null, stars: 0, pinned: false, title: `untitled ${id}` }
    count += 1
    const changed = new Date(clock.now).toISOString()
    const note: Note = { ...before, ...changes, id, seq: count, changed }
    notes.set(id, note)
    return note
  }
  const save = (wish: JsonObject) => {
    if (wish.stars !== undefined && typeof wish.stars !== 'number') return { error: 'stars is a number' }
    const { id, ...changes } = wish
    const known = typeof id === 'string' ? id : [...notes.values()].find(({ title }) => title === wish.title)?.id
    return { id: put(known ?? `n${count + 1}`, changes).id, isNew: known === undefined }
  }
  const answer = (method: string, url: URL, body: string): { status: number; json: unknown } => {
    const needed = url.pathname === '/account' ? undefined : method === 'GET' ? 'notes.read' : 'notes.write'
    if (needed !== undefined && world.revoked.includes(needed))
      return { status: 403, json: { message: `needs ${needed}` } }
    if (url.pathname === '/account')
      return {
        status: 200,
        json: { id: 'a1', may: ['notes.read', 'notes.write'].filter((each) => !world.revoked.includes(each)) },
      }
    if (method === 'POST' && url.pathname === '/notes') {
      const saved = save(JSON.parse(body))
      return { status: 'error' in saved ? 400 : 200, json: saved }
    }
    if (method === 'POST') {
      const job = `j${++count}`
      jobs.set(job, { results: JSON.parse(body).map(save), isDone: false })
      return { status: 202, json: { job } }
    }
    if (url.pathname.startsWith('/jobs/')) return { status: 200, json: jobs.get(url.pathname.slice(6)) }
    const { after = '0', limit = '100', ids, title } = Object.fromEntries(url.searchParams)
    const found = [...notes.values()]
      .filter((note) => note.seq > Number(after))
      .filter((note) => ids === undefined || ids.split(',').includes(note.id))
      .filter((note) => title === undefined || note.title === title)
      .toSorted((one, other) => one.seq - other.seq)
    return { status: 200, json: { notes: found.slice(0, Number(limit)) } }
  }

  const server = createServer(async (incoming, response) => {
    let body = ''
    for await (const chunk of incoming) body += chunk
    const { fault } = world
    if (fault?.kind === 'cut') return incoming.socket.destroy()
    if (fault?.kind === 'half') {
      response.writeHead(200, { 'content-length': '100' })
      return response.write('{', () => incoming.socket.destroy())
    }
    if (fault?.kind === 'html') return response.end('<html>')
    if (fault?.kind === 'status') return response.writeHead(fault.status, fault.headers).end(fault.body)
    const isKnown = incoming.headers.authorization === 'Bearer open sesame'
    const url = new URL(incoming.url ?? '/', 'http://notes')
    const { status, json } = isKnown ? answer(incoming.method ?? '', url, body) : { status: 401, json: {} }
    response.writeHead(status).end(JSON.stringify(json))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the pretend vendor has no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    notes,
    put,
    world,
    finishJobs: () => {
      for (const job of jobs.values()) job.isDone = true
    },
    stop: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(resolve))
    },
  }
}
