import { execFile } from 'node:child_process'
import { join } from 'node:path'
import type { House } from './open-house.ts'

const program = join(import.meta.dirname, '../../packages/hub/bin/trefoil.js')

/** How a command ended. */
export interface Ended {
  exitCode: number
  out: string
  err: string
}

/** Runs `trefoil …` as a person does, against the house's hub. */
export function trefoil(house: House | null, ...words: string[]): Promise<Ended> {
  return startTrefoil(house, ...words).ended
}

/** The same, for a command that waits for something: `err` is what it has said so far. */
export function startTrefoil(house: House | null, ...words: string[]): { ended: Promise<Ended>; err(): string } {
  const { PATH, HOME } = process.env
  const reach = house === null ? {} : { TREFOIL_API_URL: house.hub.url, TREFOIL_API_KEY: house.apiKey }
  const ending = Promise.withResolvers<Ended>()
  const env = { PATH, HOME, ...reach }
  const child = execFile(process.execPath, [program, ...words], { env }, (error, out, err) =>
    ending.resolve({ exitCode: error === null ? 0 : Number(error.code ?? 1), out, err }),
  )
  let said = ''
  child.stderr?.on('data', (text) => {
    said += String(text)
  })
  return { ended: ending.promise, err: () => said }
}
