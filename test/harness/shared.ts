import { afterAll, beforeAll } from 'vitest'

/** What all tests of a file look at: opened before the first of them, and closed after the last. */
export function shared<T extends { close(): Promise<void> }>(open: () => Promise<T>): T {
  // Empty until it is opened, which is before any hook below it and any test look into it.
  const held = {} as T
  let opened: T | undefined
  beforeAll(async () => {
    opened = await open()
    Object.assign(held, opened)
  })
  afterAll(() => opened?.close())
  return held
}
