import type { FastifyReply, FastifyRequest } from 'fastify'
import { sendProblem } from './problem.ts'

const loopback = ['localhost', '127.0.0.1', '[::1]', '::1']

/**
 * A page in a browser can send requests to a server on this machine, under a name that its owner points here
 * (DNS rebinding). So the Host must be ours, and an Origin must be the very server that is asked. A server that its
 * operator opened to the network goes by names that it cannot know; there the key alone decides.
 */
export function guardHost(hosts: readonly string[], publicUrl: string | undefined) {
  const known = publicUrl === undefined ? loopback : [...loopback, new URL(publicUrl).hostname]
  const isOpen = hosts.some((host) => !loopback.includes(host.toLowerCase()))
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const host = request.headers.host ?? ''
    if (!isOpen && !known.includes(hostname(host))) {
      const detail = `This server does not answer to the host "${host}": ask for it by its own address`
      return sendProblem(request, reply, { status: 421, code: 'wrong_host', detail })
    }
    const { origin } = request.headers
    if (origin !== undefined && URL.parse(origin)?.host !== host.toLowerCase()) {
      const detail = `Requests from pages of "${origin}" are not answered`
      return sendProblem(request, reply, { status: 403, code: 'wrong_origin', detail })
    }
    return undefined
  }
}

function hostname(host: string): string {
  return host.toLowerCase().replace(/:\d+$/, '')
}
