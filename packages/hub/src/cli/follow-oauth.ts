import { setTimeout as pause } from 'node:timers/promises'
import type { TrefoilClient } from '../client/client.ts'
import { exitCodes, Failure } from './exit.ts'
import { answer } from './reach.ts'

const lookEveryMs = 1_000

/** Waits until the person came back from the vendor; why it failed is the command's own failure. */
export async function followOAuth(client: TrefoilClient, id: number): Promise<void> {
  const path = { id: String(id) }
  for (;;) {
    const { progress, problem } = await answer(client.GET('/api/v1/connections/oauth/{id}', { params: { path } }))
    if (progress === 'connected') return
    if (progress === 'failed') throw new Failure(exitCodes.failed, problem?.detail ?? 'The sign-in failed')
    await pause(lookEveryMs)
  }
}
